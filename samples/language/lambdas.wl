(* The lambda calculus: terms, free variables, reduction, Church's numbers, and combinators. *)
(* var["x"], lam["x", body], app[f, a] *)
free[var[x_]] := {x}
free[lam[x_, b_]] := DeleteCases[free[b], x]
free[app[f_, a_]] := Union[free[f], free[a]]

fresh[x_, taken_] := First[Select[x <> StringRepeat["'", #] & /@ Range[10], FreeQ[taken, #] &]]

subst[var[x_], x_, e_] := e
subst[v_var, _, _] := v
subst[app[f_, a_], x_, e_] := app[subst[f, x, e], subst[a, x, e]]
subst[l : lam[x_, _], x_, _] := l
subst[lam[y_, b_], x_, e_] := If[FreeQ[free[e], y],
  lam[y, subst[b, x, e]],
  With[{z = fresh[y, Join[free[e], free[b]]]}, lam[z, subst[subst[b, y, var[z]], x, e]]]]

step[app[lam[x_, b_], a_]] := subst[b, x, a]
step[app[f_, a_]] := With[{g = step[f]}, If[g === None, Replace[step[a], {None -> None, c_ :> app[f, c]}], app[g, a]]]
step[lam[x_, b_]] := Replace[step[b], {None -> None, c_ :> lam[x, c]}]
step[_var] := None

normal[e_, limit_ : 1000] := Module[{now = e, next, n = 0},
  While[n < limit && (next = step[now]) =!= None, now = next; n++];
  {now, n}]

show[var[x_]] := x
show[lam[x_, b_]] := "\[Lambda]" <> x <> "." <> show[b]
show[app[f_, a_]] := If[Head[f] === lam, "(" <> show[f] <> ")", show[f]] <> " " <> If[Head[a] === var, show[a], "(" <> show[a] <> ")"]

(* notation: strings for variables, lists for application, functions for abstraction *)
term[s_String] := var[s]
term[{f_, a_}] := app[term[f], term[a]]
term[{f_, a__, b_}] := app[term[{f, a}], term[b]]
term[x_String -> body_] := lam[x, term[body]]
term[{x__String} -> body_] := Fold[lam[#2, #1] &, term[body], Reverse[{x}]]
term[t_] := t

church[n_] := term[{"f", "x"} -> Nest[{"f", #} &, "x", n]]
number[lam[f_, lam[x_, b_]]] := Length[Position[b, app[var[f], _]]]
plus = term[{"m", "n", "f", "x"} -> {"m", "f", {"n", "f", "x"}}];
times = term[{"m", "n", "f"} -> {"m", {"n", "f"}}];
power = term[{"m", "n"} -> {"n", "m"}];

Print[show[church[2]]];
Print[show[plus]];
Print[show[First[normal[term[{"x" -> "y" -> "x", "y"}]]]]];
Print["2 + 3 = ", number[First[normal[term[{plus, church[2], church[3]}]]]]];
Print["3 * 4 = ", number[First[normal[term[{times, church[3], church[4]}]]]]];
Print["2 ^ 3 = ", number[First[normal[term[{power, church[2], church[3]}]]]]];

{true, false} = {term[{"a", "b"} -> "a"], term[{"a", "b"} -> "b"]};
pred = term[{"n", "f", "x"} -> {"n", {"g", "h"} -> {"h", {"g", "f"}}, "u" -> "x", "u" -> "u"}];
Print["before 5 is ", number[First[normal[term[{pred, church[5]}]]]]];
zero = term["n" -> {"n", "x" -> false, true}];
y = term["f" -> {"x" -> {"f", {"x", "x"}}, "x" -> {"f", {"x", "x"}}}];
fact = term[{y, {"r", "n"} -> {zero, "n", church[1], {times, "n", {"r", {pred, "n"}}}}}];
Print["2! = ", number[First[normal[term[{fact, church[2]}]]]]];
Print[Last[normal[term[{"x" -> {"x", "x"}, "x" -> {"x", "x"}}], 25]], " steps and no end"];
Print[free[term[{"x" -> {"x", "y"}, "z"}]]];

(* combinators by rewriting *)
ski = {s[x_][y_][z_] :> x[z][y[z]], k[x_][_] :> x, i[x_] :> x};
Print[s[k][k][a] //. ski, " ", s[k[s[i]]][k][a][b] //. ski];
