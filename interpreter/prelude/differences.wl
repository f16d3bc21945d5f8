(* DifferenceDelta[f, x] gives f at x + 1 less f, DifferenceDelta[f, {x, n}] the nth difference, DifferenceDelta[f, {x,
   n, h}] with steps of h.

   >>> {DifferenceDelta[x^2, x], DifferenceDelta[x^2, {x, 2}]}
   {1 + 2 x, 2} *)
DifferenceDelta[f_, x_Symbol] := DifferenceDelta[f, {x, 1, 1}]
DifferenceDelta[f_, {x_Symbol, n_}] := DifferenceDelta[f, {x, n, 1}]
DifferenceDelta[f_, {x_Symbol, n_Integer?NonNegative, h_}] := Simplify[
  Sum[(-1)^(n - k) Binomial[n, k] (f /. x -> x + k h), {k, 0, n}]
]


(* DifferenceQuotient[f, {x, h}] gives (f at x + h less f)/h.

   >>> DifferenceQuotient[x^2, {x, h}]
   h + 2 x *)
DifferenceQuotient[f_, {x_Symbol, h_}] := Cancel[Together[Expand[(f /. x -> x + h) - f]/h]]


(* DiscreteShift[f, x] gives f at x + 1, DiscreteShift[f, {x, n}] at x + n, DiscreteShift[f, {x, n, h}] at x + n h.

   >>> DiscreteShift[a[n], {n, 2}]
   a[2 + n] *)
DiscreteShift[f_, x_Symbol] := f /. x -> x + 1
DiscreteShift[f_, {x_Symbol, n_, h_: 1}] := f /. x -> x + n h


(* LinearRecurrence[{c1, ..., ck}, {a1, ..., ak}, n] gives the first n values of a sequence in which every value is c1
   times the last one, c2 times the one before, and so on; LinearRecurrence[c, a, {n}] the nth one,
   LinearRecurrence[c, a, {m, n}] those from the mth to the nth.

   >>> {LinearRecurrence[{1, 1}, {1, 1}, 8], LinearRecurrence[{2}, {3}, {5}]}
   {{1, 1, 2, 3, 5, 8, 13, 21}, {48}} *)
LinearRecurrence[c_List, start_List, n_Integer?NonNegative] := Take[
  Module[{back = Reverse[c], last = Take[start, -Length[c]], values = start},
    If[n > Length[start],
      values = Join[start, Rest[NestList[Append[Rest[#], back . #] &, last, n - Length[start]]][[All, -1]]]
    ];
    values
  ],
  n
] /; Length[start] >= Length[c] > 0
LinearRecurrence[c_List, start_List, {n_Integer?Positive}] := LinearRecurrence[c, start, {n, n}]
LinearRecurrence[c_List, start_List, {m_Integer?Positive, n_Integer}] := LinearRecurrence[c, start, n][[m ;;]]
