(* Propositional logic: normal forms, truth tables, satisfiability by the method of Davis and Putnam. *)
nnf[Implies[p_, q_]] := nnf[! p || q]
nnf[Equivalent[p_, q_]] := nnf[(p && q) || (! p && ! q)]
nnf[! (p_ && q_)] := nnf[! p || ! q]
nnf[! (p_ || q_)] := nnf[! p && ! q]
nnf[Not[p : _Implies | _Equivalent]] := nnf[Not[nnf[p]]]
nnf[p : _And | _Or] := nnf /@ p
nnf[p_] := p

distribute[p_] := p //. HoldPattern[Or[a___, And[b_, c__], d___]] :> And @@ (Or[a, #, d] & /@ {b, c})
clauses[p_] := Module[{c = distribute[nnf[p]]},
  c = If[Head[c] === And, List @@ c, {c}];
  c = Union[If[Head[#] === Or, Union[List @@ #], {#}] & /@ c];
  Select[c, Intersection[#, Not /@ #] === {} &]]

Print[InputForm[nnf[! (p && (q || ! r))]]];
Print[clauses[Implies[p && q, r]]];
Print[clauses[Equivalent[p, q]]];
Print[clauses[(p && q) || (r && s)]];

variables[p_] := Union[Cases[{p}, _Symbol?(! MemberQ[{True, False}, #] &), Infinity]]
truthTable[p_] := With[{vs = variables[p]}, {#, p /. Thread[vs -> #]} & /@ Tuples[{True, False}, Length[vs]]]
Scan[Print[StringJoin[#[[1]] /. {True -> "T", False -> "F"}], " ", #[[2]]] &, truthTable[Implies[p, q] && (q || r)]];

tautologyQ[p_] := AllTrue[truthTable[p], Last]
Print[tautologyQ /@ {p || ! p, Implies[Implies[Implies[p, q], p], p], Implies[p, q], Equivalent[! (p && q), ! p || ! q]}];

assign[cs_, l_] := DeleteCases[Select[cs, FreeQ[#, l, {1}] &], Not[l] /. Not[Not[x_]] :> x, {2}]
dpll[cs_, model_ : {}] := Which[
  cs === {}, model,
  MemberQ[cs, {}], None,
  True, With[{l = First[FirstCase[cs, {_}, First[cs]]]},
    Replace[dpll[assign[cs, l], Append[model, l]],
      None :> If[MemberQ[cs, {l}], None, dpll[assign[cs, Not[l]], Append[model, Not[l]]]]]]]

Print[dpll[{{a, b}, {! a, c}, {! c}}]];
Print[dpll[{{a, b}, {a, ! b}, {! a, b}, {! a, ! b}}]];

(* three pigeons do not fit into two holes *)
in[i_, j_] := Symbol["x" <> ToString[i] <> ToString[j]]
pigeons[n_, m_] := Join[Table[in[i, j], {i, n}, {j, m}],
  Flatten[Table[{! in[i, k], ! in[j, k]}, {k, m}, {i, n}, {j, i + 1, n}], 2]]
Print["pigeons: ", dpll[pigeons[3, 2]], " ", Cases[dpll[pigeons[3, 3]], _Symbol]];

(* adders from gates *)
half[a_, b_] := {Xor[a, b], a && b}
full[a_, b_, c_] := Module[{s1, c1, s, c2}, {s1, c1} = half[a, b]; {s, c2} = half[s1, c]; {s, c1 || c2}]
addBits[x_List, y_List] := Module[{carry = False}, Append[MapThread[({s, carry} = full[#1, #2, carry]; s) &, {x, y}], carry]]
bits[n_] := Reverse[IntegerDigits[n, 2, 8]] /. {1 -> True, 0 -> False}
Print["100 + 77 = ", FromDigits[Reverse[Boole[addBits[bits[100], bits[77]]]], 2]];
