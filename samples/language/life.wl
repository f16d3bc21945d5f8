(* Conway's game of life on a torus, by rotations of the whole board. *)
neighbours[board_] := Total[RotateLeft[board, #] & /@ DeleteCases[Tuples[{-1, 0, 1}, 2], {0, 0}]]
step[board_] := MapThread[Boole[#2 == 3 || #1 == 1 && #2 == 2] &, {board, neighbours[board]}, 2]

place[cells_, size_] := ReplacePart[ConstantArray[0, {size, size}], cells -> 1]
glider = {{1, 2}, {2, 3}, {3, 1}, {3, 2}, {3, 3}};
blinker = {{2, 1}, {2, 2}, {2, 3}};

show[board_] := Print[StringRiffle[board /. {0 -> ".", 1 -> "#"}, "\n", ""], "\n"];

show /@ NestList[step, place[glider, 6], 2];
Print["a glider comes back after ", LengthWhile[Rest[NestList[step, place[glider, 6], 40]], # =!= place[glider, 6] &] + 1];
Print["period of the blinker: ", Length[NestWhileList[step, place[blinker, 5], Unequal, All]] - 1];
Print["alive: ", Total[#, 2] & /@ NestList[step, place[{{3, 3}, {3, 4}, {4, 2}, {4, 3}, {5, 3}}, 12], 8]];
Print["the same by CellularAutomaton: ",
  CellularAutomaton["GameOfLife", place[glider, 6], 5] === NestList[step, place[glider, 6], 5]];
