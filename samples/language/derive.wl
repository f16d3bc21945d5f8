(* Derivatives and simplification by rules of one's own. *)
ClearAll[d, simp];
d[c_?NumericQ, x_] := 0
d[x_, x_] := 1
d[y_Symbol, x_] := 0
d[u_ + v_, x_] := d[u, x] + d[v, x]
d[u_ v_, x_] := u d[v, x] + v d[u, x]
d[u_^n_, x_] /; FreeQ[n, x] := n u^(n - 1) d[u, x]
d[b_^u_, x_] /; FreeQ[b, x] := b^u Log[b] d[u, x]
d[f_[u_], x_] /; KeyExistsQ[table, f] := table[f][u] d[u, x]
table = <|Sin -> Cos, Cos -> (-Sin[#] &), Log -> (1/# &), ArcTan -> (1/(1 + #^2) &)|>;

tests = {x^3 + 2 x, Sin[x] Cos[x], Exp[x^2], a x^n, Log[1 + x^2], Sqrt[1 + x^2], 3^x y, ArcTan[2 x]};
Scan[Print[InputForm[#], "  ->  ", InputForm[d[#, x]], If[Simplify[d[#, x] - D[#, x]] === 0, "", "  ?"]] &, tests];

(* expressions with heads of one's own: nothing is done by the system *)
rules = {
  plus[a___, zero, b___] :> plus[a, b], plus[a_] :> a, plus[] -> zero,
  times[___, zero, ___] -> zero, times[a___, one, b___] :> times[a, b], times[a_] :> a, times[] -> one,
  plus[a___, plus[b__], c___] :> plus[a, b, c], times[a___, times[b__], c___] :> times[a, b, c],
  power[a_, zero] -> one, power[a_, one] :> a, power[one, _] -> one,
  plus[a___, minus[b_], c___, b_, e___] :> plus[a, c, e], plus[a___, b_, c___, minus[b_], e___] :> plus[a, c, e],
  minus[minus[a_]] :> a, minus[zero] -> zero};
simp[e_] := e //. rules
Print[simp[plus[times[x, one], zero, times[zero, y]]]];
Print[simp[plus[plus[a, minus[minus[b]]], power[c, plus[zero, one]]]]];
Print[simp[plus[x, y, minus[x]]], " ", simp[times[plus[x, minus[x]], y]]];
Print["steps: ", Length[FixedPointList[Replace[#, rules, {0, Infinity}] &, plus[zero, plus[zero, plus[zero, x]]]]] - 2];

(* Newton's method with these derivatives, and Taylor polynomials *)
newton[f_, x_, x0_] := FixedPoint[# - (f/d[f, x] /. x -> #) &, N[x0], 50]
Print["roots: ", newton[x^2 - 2, x, 1], " ", newton[Cos[x] - x, x, 1]];
taylor[f_, x_, n_] := Sum[(Nest[d[#, x] &, f, k] /. x -> 0)/k! x^k, {k, 0, n}]
Print[InputForm[taylor[Sin[x], x, 7]], "   ", InputForm[taylor[Exp[x] Cos[x], x, 4]]];

(* Peano's numbers *)
add[z, n_] := n
add[s[m_], n_] := s[add[m, n]]
mul[z, _] := z
mul[s[m_], n_] := add[n, mul[m, n]]
peano[n_] := Nest[s, z, n]
number[z] = 0; number[s[n_]] := 1 + number[n]
Print["3 + 4 = ", number[add[peano[3], peano[4]]], ", 3 * 4 = ", number[mul[peano[3], peano[4]]], " ", peano[2]];
