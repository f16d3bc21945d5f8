(* NumberExpand[n] gives the parts of n that its digits stand for; NumberExpand[n, b] in base b.

   >>> {NumberExpand[1203], NumberExpand[-5, 2]}
   {{1000, 200, 0, 3}, {-4, 0, -1}} *)
NumberExpand[n_Integer] := NumberExpand[n, 10]
NumberExpand[n_Integer, b_Integer] /; b > 1 :=
  With[{digits = IntegerDigits[n, b]}, Sign[n] digits b^Range[Length[digits] - 1, 0, -1]]


(* ThueMorse[n] gives the n-th element of the sequence of Thue and Morse: the parity of the number of binary ones.

   >>> ThueMorse[Range[0, 7]]
   {0, 1, 1, 0, 1, 0, 0, 1} *)
SetAttributes[ThueMorse, Listable]
ThueMorse[n_Integer?NonNegative] := Mod[DigitCount[n, 2, 1], 2]


(* RudinShapiro[n] gives 1 if 11 occurs an even number of times in the binary digits of n, and else -1.

   >>> RudinShapiro[Range[0, 7]]
   {1, 1, 1, -1, 1, 1, -1, 1} *)
SetAttributes[RudinShapiro, Listable]
RudinShapiro[n_Integer?NonNegative] := (-1)^DigitCount[BitAnd[n, BitShiftRight[n]], 2, 1]


(* DivisorSum[n, f] gives the sum of f[d] over the divisors d of n; DivisorSum[n, f, test] over those with test[d].

   >>> {DivisorSum[6, #^2 &], DivisorSum[12, f, EvenQ]}
   {50, f[2] + f[4] + f[6] + f[12]} *)
DivisorSum[n_Integer, f_] /; n != 0 := Total[Map[f, Divisors[n]]]
DivisorSum[n_Integer, f_, test_] /; n != 0 := Total[Map[f, Select[Divisors[n], test]]]


(* EulerE[n] gives the n-th Euler number; EulerE[n, x] the n-th Euler polynomial.

   >>> {Table[EulerE[n], {n, 0, 6}], EulerE[2, x]}
   {{1, 0, -1, 0, 5, 0, -61}, -x + x^2} *)
SetAttributes[EulerE, Listable]
EulerE[n_Integer?NonNegative] := 0 /; OddQ[n]
EulerE[0] := 1
EulerE[n_Integer?Positive] :=
  Last[Fold[Append[#1, -Sum[Binomial[#2, 2 k] #1[[k + 1]], {k, 0, #2/2 - 1}]] &, {1}, Range[2, n, 2]]]
EulerE[n_Integer?NonNegative, x_] := Expand[2/(n + 1) (BernoulliB[n + 1, x] - 2^(n + 1) BernoulliB[n + 1, x/2])]


(* Subfactorial[n] gives the number of permutations of n things that leave none in its place.

   >>> Subfactorial[{0, 1, 2, 3, 4, 10}]
   {1, 0, 1, 2, 9, 1334961} *)
SetAttributes[Subfactorial, {Listable, NumericFunction}]
Subfactorial[n_Integer?NonNegative] := Fold[#2 #1 + (-1)^#2 &, 1, Range[n]]


(* FactorialPower[x, n] gives x (x - 1) ... (x - n + 1); FactorialPower[x, n, h] with steps of h.

   >>> {FactorialPower[10, 3], FactorialPower[x, 3], FactorialPower[x, 2, h], FactorialPower[x, -1]}
   {720, (-2 + x) (-1 + x) x, x (-h + x), 1/(1 + x)} *)
SetAttributes[FactorialPower, {Listable, NumericFunction}]
FactorialPower[x_, n_Integer] := FactorialPower[x, n, 1]
FactorialPower[x_, n_Integer?NonNegative, h_] := Product[x - k h, {k, 0, n - 1}]
FactorialPower[x_, n_Integer?Negative, h_] := 1/Product[x + k h, {k, 1, -n}]


(* PolygonalNumber[n] gives the n-th triangular number; PolygonalNumber[r, n] the n-th number of a polygon of r sides.

   >>> {PolygonalNumber[4], PolygonalNumber[5, 4], PolygonalNumber[r, 3]}
   {10, 22, 3 (-1 + r)} *)
SetAttributes[PolygonalNumber, {Listable, NumericFunction}]
PolygonalNumber[n_] := n (n + 1)/2
PolygonalNumber[r_, n_] := Factor[n (n (r - 2) - r + 4)/2]


(* ContinuedFractionK[g, {i, a, b}] gives 1/(g_a + 1/(... + 1/g_b)); ContinuedFractionK[f, g, {i, a, b}] has the
   numerators f_i.

   >>> {ContinuedFractionK[k, {k, 1, 4}], ContinuedFractionK[a[k], b[k], {k, 2}]}
   {30/43, a[1]/(b[1] + a[2]/b[2])} *)
SetAttributes[ContinuedFractionK, HoldAll]
ContinuedFractionK[g_, {i_, least_Integer, most_Integer}] := ContinuedFractionK[1, g, {i, least, most}]
ContinuedFractionK[g_, {i_, most_Integer}] := ContinuedFractionK[1, g, {i, 1, most}]
ContinuedFractionK[f_, g_, {i_, most_Integer}] := ContinuedFractionK[f, g, {i, 1, most}]
ContinuedFractionK[f_, g_, {i_, least_Integer, most_Integer}] :=
  Fold[First[#2]/(Last[#2] + #1) &, 0, Reverse[Table[{f, g}, {i, least, most}]]]


(* Convergents[list] gives the values of the beginnings of a continued fraction; Convergents[x] those of an exact
   number, Convergents[x, n] the first n.

   >>> {Convergents[{3, 7, 15, 1}], Convergents[22/7], Convergents[Sqrt[2], 4]}
   {{3, 22/7, 333/106, 355/113}, {3, 22/7}, {1, 3/2, 7/5, 17/12}} *)
Convergents[terms_List] /; FreeQ[terms, List, {2}] := Table[FromContinuedFraction[Take[terms, k]], {k, Length[terms]}]
Convergents[x_Rational | x_Integer] := Convergents[ContinuedFraction[x]]
Convergents[x_?NumericQ, n_Integer] := Convergents[ContinuedFraction[x, n]]
