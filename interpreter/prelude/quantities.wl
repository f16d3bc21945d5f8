(* Quantity[x, "unit"] stands for x of a unit, as Quantity[3, "Days"]; Quantity["unit"] for one.

   A unit may be a product of powers such as "Meters"/"Seconds"^2. Quantities are added, multiplied and compared, and a
   sum is in the unit that suits its size.

   >>> {Quantity[1, "Hours"] + Quantity[30, "Minutes"], Quantity[10, "Meters"]/Quantity[2, "Seconds"]}
   {90 minutes, 5 meters per second}

   >>> {Quantity[1, "Miles"] > Quantity[1, "Kilometers"], Sin[Quantity[30, "AngularDegrees"]]}
   {True, 1/2} *)
Quantity[unit_String] := Quantity[1, unit]
Quantity[amounts_List, unit_] := Map[Quantity[#, unit] &, amounts]
Quantity[amount_, 1] := amount
Quantity[Quantity[amount_, unit_], other_] := Quantity[amount, unit other]
Quantity /: (e : Plus[__]) := With[{found = Luperca`QuantityArithmetic[e]}, found /; found =!= $Failed]
Quantity /: (e : Times[__]) := With[{found = Luperca`QuantityArithmetic[e]}, found /; found =!= $Failed]
Quantity /: (e : Power[__]) := With[{found = Luperca`QuantityArithmetic[e]}, found /; found =!= $Failed]
Quantity /: (e : Max[__]) := With[{found = Luperca`QuantityArithmetic[e]}, found /; found =!= $Failed]
Quantity /: (e : Min[__]) := With[{found = Luperca`QuantityArithmetic[e]}, found /; found =!= $Failed]
Quantity /: (e : Equal[__]) := With[{found = Luperca`QuantityArithmetic[e]}, found /; found =!= $Failed]
Quantity /: (e : Unequal[__]) := With[{found = Luperca`QuantityArithmetic[e]}, found /; found =!= $Failed]
Quantity /: (e : Less[__]) := With[{found = Luperca`QuantityArithmetic[e]}, found /; found =!= $Failed]
Quantity /: (e : LessEqual[__]) := With[{found = Luperca`QuantityArithmetic[e]}, found /; found =!= $Failed]
Quantity /: (e : Greater[__]) := With[{found = Luperca`QuantityArithmetic[e]}, found /; found =!= $Failed]
Quantity /: (e : GreaterEqual[__]) := With[{found = Luperca`QuantityArithmetic[e]}, found /; found =!= $Failed]
Quantity /: (e : Abs[__]) := With[{found = Luperca`QuantityArithmetic[e]}, found /; found =!= $Failed]
Quantity /: (e : Round[__]) := With[{found = Luperca`QuantityArithmetic[e]}, found /; found =!= $Failed]
Quantity /: (e : Floor[__]) := With[{found = Luperca`QuantityArithmetic[e]}, found /; found =!= $Failed]
Quantity /: (e : Ceiling[__]) := With[{found = Luperca`QuantityArithmetic[e]}, found /; found =!= $Failed]
Quantity /: (e : Conjugate[__]) := With[{found = Luperca`QuantityArithmetic[e]}, found /; found =!= $Failed]
Quantity /: (e : Sign[__]) := With[{found = Luperca`QuantityArithmetic[e]}, found /; found =!= $Failed]
Quantity /: (e : Positive[__]) := With[{found = Luperca`QuantityArithmetic[e]}, found /; found =!= $Failed]
Quantity /: (e : Negative[__]) := With[{found = Luperca`QuantityArithmetic[e]}, found /; found =!= $Failed]
Quantity /: (e : Sin[__]) := With[{found = Luperca`QuantityArithmetic[e]}, found /; found =!= $Failed]
Quantity /: (e : Cos[__]) := With[{found = Luperca`QuantityArithmetic[e]}, found /; found =!= $Failed]
Quantity /: (e : Tan[__]) := With[{found = Luperca`QuantityArithmetic[e]}, found /; found =!= $Failed]
Quantity /: (e : Cot[__]) := With[{found = Luperca`QuantityArithmetic[e]}, found /; found =!= $Failed]
Quantity /: (e : Sec[__]) := With[{found = Luperca`QuantityArithmetic[e]}, found /; found =!= $Failed]
Quantity /: (e : Csc[__]) := With[{found = Luperca`QuantityArithmetic[e]}, found /; found =!= $Failed]
