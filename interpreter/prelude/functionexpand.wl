(* FunctionExpand[expr] writes special functions by more elementary ones where that is possible.

   >>> {FunctionExpand[Binomial[n, 2]], FunctionExpand[Pochhammer[a, n]], FunctionExpand[HarmonicNumber[n]]}
   {((-1 + n) n)/2, Gamma[a + n]/Gamma[a], EulerGamma + PolyGamma[0, 1 + n]} *)
FunctionExpand[e_, assumptions : Except[_Rule]] := Assuming[assumptions, Refine[FunctionExpand[e]]]
FunctionExpand[e_, Assumptions -> assumptions_] := FunctionExpand[e, assumptions]
FunctionExpand[e_] := e //. {
  Binomial[n_, k_Integer] /; 0 <= k <= 50 :> Product[n - i, {i, 0, k - 1}]/k!,
  Binomial[n_, k_] :> Gamma[1 + n]/(Gamma[1 + k] Gamma[1 - k + n]),
  Factorial[n_] :> Gamma[1 + n],
  Factorial2[n_] :> 2^(n/2 + (1 - Cos[n Pi])/4) Pi^((Cos[n Pi] - 1)/4) Gamma[1 + n/2],
  Pochhammer[a_, n_Integer] /; 0 <= n <= 50 :> Product[a + i, {i, 0, n - 1}],
  Pochhammer[a_, n_] :> Gamma[a + n]/Gamma[a],
  Beta[a_, b_] :> Gamma[a] Gamma[b]/Gamma[a + b],
  HarmonicNumber[n_] :> EulerGamma + PolyGamma[0, 1 + n],
  CatalanNumber[n_] :> 4^n Gamma[1/2 + n]/(Sqrt[Pi] Gamma[2 + n]),
  Fibonacci[n_] :> (((1 + Sqrt[5])/2)^n - (2/(1 + Sqrt[5]))^n Cos[n Pi])/Sqrt[5],
  LucasL[n_] :> ((1 + Sqrt[5])/2)^n + (2/(1 + Sqrt[5]))^n Cos[n Pi],
  ChebyshevT[n_, x_] :> Cos[n ArcCos[x]],
  ChebyshevU[n_, x_] :> Sin[(1 + n) ArcCos[x]]/(Sqrt[1 - x] Sqrt[1 + x]),
  LogisticSigmoid[x_] :> 1/(1 + E^-x),
  Haversine[x_] :> (1 - Cos[x])/2,
  InverseHaversine[x_] :> 2 ArcSin[Sqrt[x]],
  Gudermannian[x_] :> 2 ArcTan[Tanh[x/2]],
  BesselJ[1/2, z_] :> Sqrt[2/Pi] Sin[z]/Sqrt[z],
  BesselJ[-1/2, z_] :> Sqrt[2/Pi] Cos[z]/Sqrt[z],
  BesselI[1/2, z_] :> Sqrt[2/Pi] Sinh[z]/Sqrt[z],
  BesselI[-1/2, z_] :> Sqrt[2/Pi] Cosh[z]/Sqrt[z],
  BesselK[1/2 | -1/2, z_] :> Sqrt[Pi/2]/(E^z Sqrt[z]),
  BesselJ[n_Rational, z_] /; Denominator[n] == 2 && 1 < n < 30 :>
    2 (n - 1) BesselJ[n - 1, z]/z - BesselJ[n - 2, z],
  BesselI[n_Rational, z_] /; Denominator[n] == 2 && 1 < n < 30 :>
    BesselI[n - 2, z] - 2 (n - 1) BesselI[n - 1, z]/z,
  PolyGamma[0, n_Integer + z_] /; 1 < n <= 50 :> PolyGamma[0, 1 + z] + Sum[1/(z + i), {i, 1, n - 1}]
}
