(* Distribute[f[x1, x2, ...]] distributes f over Plus in its arguments, Distribute[e, g] over g.

   Distribute[e, g, f] does so only for an e with the head f; Distribute[e, g, f, gp, fp] gives gp and fp in the place
   of g and f.

   >>> Distribute[(a + b) . (x + y)]
   a . x + a . y + b . x + b . y

   >>> Distribute[{{a, b}, {c}}, List]
   {{a, c}, {b, c}} *)
Distribute[e_] := Distribute[e, Plus]
Distribute[e : f_[___], g_] := Distribute[e, g, f]
Distribute[e_, g_] := e
Distribute[e_, g_, f_] := Distribute[e, g, f, g, f]
Distribute[f_[args___], g_, f_, gp_, fp_] /; MemberQ[{args}, HoldPattern[g[___]]] :=
  gp @@ Apply[fp, Tuples[Replace[{args}, {HoldPattern[g[x___]] :> {x}, x_ :> {x}}, {1}]], {1}]
Distribute[e_, g_, f_, gp_, fp_] := e


(* ReplaceAt[e, rules, n] applies rules to the n-th part of e, ReplaceAt[e, rules, {i, j, ...}] to the part at a place.

   ReplaceAt[e, rules, {{i1, ...}, {j1, ...}, ...}] applies them to several parts.

   >>> ReplaceAt[{a, a, a}, a -> x, {{1}, {3}}]
   {x, a, x} *)
ReplaceAt[e_, rules_, places_] := MapAt[Replace[rules], e, places]
ReplaceAt[rules_, places_][e_] := ReplaceAt[e, rules, places]


(* SequenceFoldList[f, {x1, ..., xn}, {a1, a2, ...}] gives a list that begins with x1, ..., xn and goes on with f of the
   last n values and the next element.

   >>> SequenceFoldList[f, {x, y}, {a, b}]
   {x, y, f[x, y, a], f[y, f[x, y, a], b]} *)
SequenceFoldList[f_, start_List, list_List] := With[{n = Length[start]},
  Fold[Append[#1, f @@ Append[Take[#1, -n], #2]] &, start, list]]


(* SequenceFold[f, {x1, ..., xn}, {a1, a2, ...}] gives the last element of SequenceFoldList.

   >>> SequenceFold[Plus, {0, 1}, {0, 0, 0}]
   3 *)
SequenceFold[f_, start_List, list_List] := Last[SequenceFoldList[f, start, list]]


(* MantissaExponent[x] gives {m, e} with x = m 10^e and m from 1/10 to 1; MantissaExponent[x, b] the same to base b.

   >>> MantissaExponent[123.]
   {0.123, 3} *)
MantissaExponent[x_, b_ : 10] := {0, 0} /; x === 0
MantissaExponent[x_, b_ : 10] := With[{e = Last[RealDigits[x, b]]}, {x/b^e, e}] /;
  NumberQ[x] && Im[x] == 0 && IntegerQ[b] && b > 1


(* Nothing[x] gives Nothing.

   >>> {1, Nothing[2], 3}
   {1, 3} *)
Nothing[___] := Nothing
