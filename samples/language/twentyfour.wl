(* The game of 24: four numbers, each used once, and + - * / give 24. *)
ClearAll[combine, solutions, show]
combine[{x_}] := {x}
combine[list_List] := Join @@ Table[
  With[{rest = Delete[list, List /@ pair], a = list[[First[pair]]], b = list[[Last[pair]]]},
    Join @@ (combine[Append[rest, #]] & /@ {op["+", a, b], op["*", a, b], op["-", a, b], op["-", b, a], op["/", a, b], op["/", b, a]})],
  {pair, Subsets[Range[Length[list]], {2}]}]

value[n_Integer] := n
value[op["+", a_, b_]] := value[a] + value[b]
value[op["*", a_, b_]] := value[a] value[b]
value[op["-", a_, b_]] := value[a] - value[b]
value[op["/", a_, b_]] := With[{divisor = value[b]}, If[divisor === 0 || divisor === Indeterminate, Indeterminate, value[a]/divisor]]

show[op[o_, a_, b_]] := "(" <> show[a] <> o <> show[b] <> ")"
show[n_] := ToString[n]

solutions[hand_] := Union[StringTake[show[#], {2, -2}] & /@ Select[combine[hand], value[#] === 24 &]]

Do[
  With[{found = solutions[hand]},
    Print[hand, ": ", If[found === {}, "impossible", {Length[found], First[SortBy[found, {StringLength, ToCharacterCode}]]}]]],
  {hand, {{3, 3, 8, 8}, {1, 5, 5, 5}, {4, 4, 10, 10}, {1, 1, 1, 1}, {6, 6, 6, 6}}}]
