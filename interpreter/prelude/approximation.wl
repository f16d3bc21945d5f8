(* PadeApproximant[f, {x, x0, {m, n}}] gives the quotient of polynomials of degrees m and n that agrees with f around x0
   as far as possible, PadeApproximant[f, {x, x0, n}] that of degrees n and n.

   >>> PadeApproximant[Exp[x], {x, 0, {2, 1}}]
   (1 + (2 x)/3 + x^2/6)/(1 - x/3) *)
PadeApproximant[f_, {x_, x0_, n_Integer?NonNegative}] := PadeApproximant[f, {x, x0, {n, n}}]
PadeApproximant[f_, {x_, x0_, {m_Integer?NonNegative, n_Integer?NonNegative}}] := Module[
  {s = Series[f, {x, x0, m + n}], c, below, above, powers},
  c[k_] := If[k < 0, 0, SeriesCoefficient[s, k]];
  below = If[n == 0, {1},
    Prepend[LinearSolve[Table[c[m + i - j], {i, n}, {j, n}], Table[-c[m + i], {i, n}]], 1]
  ];
  above = Table[Sum[below[[j + 1]] c[k - j], {j, 0, Min[k, n]}], {k, 0, m}];
  powers[k_] := If[k == 0, 1, (x - x0)^k];
  (above . Table[powers[k], {k, 0, m}])/(below . Table[powers[k], {k, 0, n}])
]


(* Asymptotic[f, x -> x0] gives the first term of the power series of f around x0, Asymptotic[f, {x, x0, n}] its terms up
   to (x - x0)^n.

   >>> {Asymptotic[Sin[x] - x, x -> 0], Asymptotic[Sqrt[x^2 + x], {x, Infinity, 1}]}
   {-(x^3/6), 1/2 - 1/(8 x) + x} *)
Asymptotic[f_, x_ -> x0_] := Normal[Series[f, x -> x0]]
Asymptotic[f_, {x_, x0_, n_}] := Normal[Series[f, {x, x0, n}]]


(* FunctionInterpolation[f, {x, a, b}] gives an InterpolatingFunction that is f between a and b to about six digits.

   >>> g = FunctionInterpolation[Sin[x], {x, 0, 3}]; Abs[g[2.] - Sin[2.]] < 10^-5
   True *)
SetAttributes[FunctionInterpolation, HoldAll]
FunctionInterpolation[f_, {x_Symbol, a_, b_}] := Module[
  {at = Function @@ Hold[x, f], low = N[a], high = N[b], n = 16, found, middle, values},
  found = Interpolation[Table[{low + k (high - low)/n, at[low + k (high - low)/n]}, {k, 0, n}]];
  While[n < 4096,
    middle = Table[low + (k - 1/2) (high - low)/n, {k, n}];
    values = Map[at, middle];
    If[Max[Abs[Map[found, middle] - values]] <= 10^-6 Max[Abs[values]], Break[]];
    n = 2 n;
    found = Interpolation[Table[{low + k (high - low)/n, at[low + k (high - low)/n]}, {k, 0, n}]]
  ];
  found
]
