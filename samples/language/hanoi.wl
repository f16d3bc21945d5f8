(* The towers of Hanoi: the moves, sown by a recursive procedure, and a check by playing them. *)
move[0, __] := Null
move[n_, from_, to_, spare_] := (
  move[n - 1, from, spare, to];
  Sow[{n, from, to}];
  move[n - 1, spare, to, from];
)
moves[n_] := First[Last[Reap[move[n, "A", "C", "B"]]], {}]

play[towers_, {disk_, from_, to_}] := Module[{new = towers},
  If[First[new[from]] =!= disk || (new[to] =!= {} && First[new[to]] < disk), Throw["illegal move"]];
  new[from] = Rest[new[from]];
  PrependTo[new[to], disk];
  new
]

game[n_] := Catch[Fold[play, <|"A" -> Range[n], "B" -> {}, "C" -> {}|>, moves[n]]]

Print[StringRiffle[StringTemplate["`2`->`3`"] @@@ moves[3], " "]];
Print["moves: ", Length[moves[#]] & /@ Range[0, 8]];
Print[game[4]];
Print["positions on the way: ", FoldList[play, <|"A" -> {1, 2}, "B" -> {}, "C" -> {}|>, moves[2]]];
Print[Catch[play[game[2], {1, "A", "B"}]] // Quiet];
Print["disks by number of moves: ", Counts[moves[5][[All, 1]]]];
