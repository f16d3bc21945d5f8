(* UnitBox[x] is 1 for Abs[x] <= 1/2 and 0 elsewhere.

   >>> UnitBox[{0, 1/2, 0.7}]
   {1, 1, 0} *)
SetAttributes[UnitBox, {Listable, NumericFunction}]
UnitBox[x_?NumericQ] := Boole[Abs[x] <= 1/2]


(* UnitTriangle[x] is 1 - Abs[x] for Abs[x] <= 1 and 0 elsewhere.

   >>> UnitTriangle[{0, 1/3, -2}]
   {1, 2/3, 0} *)
SetAttributes[UnitTriangle, {Listable, NumericFunction}]
UnitTriangle[x_?NumericQ] := Max[0, 1 - Abs[x]]


(* SquareWave[x] is 1 in the first half of every unit of x and -1 in the second; SquareWave[{y1, y2}, x] y1 and y2.

   >>> SquareWave[{0, 1/4, 0.75, -1/4}]
   {1, 1, -1, -1} *)
SetAttributes[SquareWave, NumericFunction]
SquareWave[x_List] := Map[SquareWave, x]
SquareWave[x_?NumericQ] := (-1)^Floor[2 x]
SquareWave[{a_, b_}, x_?NumericQ] := If[EvenQ[Floor[2 x]], a, b]


(* TriangleWave[x] goes from 0 up to 1, down to -1 and back to 0 in every unit of x.

   >>> TriangleWave[{0, 1/4, 1/2, 3/4}]
   {0, 1, 0, -1} *)
SetAttributes[TriangleWave, {Listable, NumericFunction}]
TriangleWave[x_?NumericQ] := 1 - 4 Abs[1/2 - Mod[x + 1/4, 1]]


(* SawtoothWave[x] goes from 0 up to 1 in every unit of x.

   >>> SawtoothWave[{0, 3/4, -1/4}]
   {0, 3/4, 3/4} *)
SetAttributes[SawtoothWave, {Listable, NumericFunction}]
SawtoothWave[x_?NumericQ] := Mod[x, 1]


(* DiscreteDelta[n1, n2, ...] is 1 if all arguments are 0 and 0 if one of them is another number.

   >>> {DiscreteDelta[0, 0], DiscreteDelta[0, 2]}
   {1, 0} *)
SetAttributes[DiscreteDelta, NumericFunction]
DiscreteDelta[n__?NumericQ] := Boole[And @@ Map[# == 0 &, {n}]]


(* DiracDelta[x] is Dirac's delta function: 0 for numbers other than 0, with the integral 1.  It stays at 0.

   >>> {DiracDelta[2], DiracDelta[0], D[HeavisideTheta[x], x]}
   {0, DiracDelta[0], DiracDelta[x]} *)
SetAttributes[DiracDelta, {Listable, NumericFunction, Orderless}]
DiracDelta[x_?NumericQ] /; x != 0 := 0
DiracDelta[x__, y_?NumericQ] /; y != 0 := 0
