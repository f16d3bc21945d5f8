(* N queens: every solution as the list of the rows in which the queens of the columns stand. *)
safeQ[placed_List, row_] := FreeQ[placed, row] &&
  And @@ MapIndexed[Abs[row - #1] != Length[placed] + 1 - First[#2] &, placed]

extend[n_][placed_] := Append[placed, #] & /@ Select[Range[n], safeQ[placed, #] &]

queens[n_Integer?Positive] := Nest[Flatten[extend[n] /@ #, 1] &, {{}}, n]

board[solution_] := StringRiffle[
  Table[If[solution[[col]] == row, "Q", "."], {row, Length[solution]}, {col, Length[solution]}], "\n", " "]

Print["solutions by size: ", Table[Length[queens[n]], {n, 8}]];
Print["the first for eight: ", First[queens[8]]];
Print[board[First[queens[6]]]];

(* Solutions that are the same after turning and mirroring count once. *)
turn[q_] := Length[q] + 1 - Ordering[q]
variants[q_] := Sort[Join[NestList[turn, q, 3], NestList[turn, Reverse[q], 3]]]
Print["different ones: ", Table[CountDistinct[First@*variants /@ queens[n]], {n, 4, 8}]]
