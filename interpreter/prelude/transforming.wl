(* TrigToExp[expr] writes circular and hyperbolic functions by exponentials, and their inverses by logarithms.

   >>> {TrigToExp[Cosh[x]], TrigToExp[ArcTanh[x]]}
   {E^(-x)/2 + E^x/2, -(Log[1 - x]/2) + Log[1 + x]/2} *)
TrigToExp[e_] := e //. {
  Sin[z_] :> I/2 E^(-I z) - I/2 E^(I z),
  Cos[z_] :> E^(-I z)/2 + E^(I z)/2,
  Tan[z_] :> I (E^(-I z) - E^(I z))/(E^(-I z) + E^(I z)),
  Cot[z_] :> -I (E^(-I z) + E^(I z))/(E^(-I z) - E^(I z)),
  Sec[z_] :> 2/(E^(-I z) + E^(I z)),
  Csc[z_] :> -2 I/(E^(-I z) - E^(I z)),
  Sinh[z_] :> E^z/2 - E^-z/2,
  Cosh[z_] :> E^z/2 + E^-z/2,
  Tanh[z_] :> (E^z - E^-z)/(E^z + E^-z),
  Coth[z_] :> (E^z + E^-z)/(E^z - E^-z),
  Sech[z_] :> 2/(E^z + E^-z),
  Csch[z_] :> 2/(E^z - E^-z),
  ArcSin[z_] :> -I Log[I z + Sqrt[1 - z^2]],
  ArcCos[z_] :> Pi/2 + I Log[I z + Sqrt[1 - z^2]],
  ArcTan[z_] :> I/2 Log[1 - I z] - I/2 Log[1 + I z],
  ArcTan[x_, y_] :> -I Log[(x + I y)/Sqrt[x^2 + y^2]],
  ArcCot[z_] :> I/2 Log[1 - I/z] - I/2 Log[1 + I/z],
  ArcSinh[z_] :> Log[z + Sqrt[1 + z^2]],
  ArcCosh[z_] :> Log[z + Sqrt[-1 + z] Sqrt[1 + z]],
  ArcTanh[z_] :> Log[1 + z]/2 - Log[1 - z]/2,
  ArcCoth[z_] :> Log[1 + 1/z]/2 - Log[1 - 1/z]/2
}


(* ExpToTrig[expr] writes exponentials by circular and hyperbolic functions.

   >>> {ExpToTrig[E^x], ExpToTrig[E^(I x)], ExpToTrig[(-1)^(1/9)]}
   {Cosh[x] + Sinh[x], Cos[x] + I Sin[x], Cos[Pi/9] + I Sin[Pi/9]} *)
ExpToTrig[e_] := e /. {
  E^z_ :> With[{w = ExpToTrig[z]}, Cosh[w] + Sinh[w]],
  (-1)^(r_Rational) :> Cos[Pi r] + I Sin[Pi r]
}
