(* Assuming[assumptions, expr] gives the value of expr with assumptions added to $Assumptions.

   >>> Assuming[x > 0, Refine[Sqrt[x^2]]]
   x *)
SetAttributes[Assuming, HoldRest]
Assuming[assumptions_List, body_] := Assuming[And @@ assumptions, body]
Assuming[assumptions_, body_] := Block[{$Assumptions = $Assumptions && assumptions}, body]
