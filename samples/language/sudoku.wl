(* A sudoku solver by search: always the free cell with the fewest candidates first. *)
puzzle = "
  53..7....
  6..195...
  .98....6.
  8...6...3
  4..8.3..1
  7...2...6
  .6....28.
  ...419..5
  ....8..79";

parse[text_String] := ToExpression[Characters[#] /. "." -> "0"] & /@ StringSplit[text]

block[i_, j_] := {Span @@ ({1, 3} + 3 Quotient[i - 1, 3]), Span @@ ({1, 3} + 3 Quotient[j - 1, 3])}

candidates[grid_, {i_, j_}] := Complement[Range[9],
  grid[[i]], grid[[All, j]], Flatten[grid[[Sequence @@ block[i, j]]]]]

calls = 0;
solve[grid_?MatrixQ] := Module[{free = Position[grid, 0], best, found},
  calls++;
  If[free === {}, Return[grid]];
  best = First @ MinimalBy[free, Length[candidates[grid, #]] &];
  Do[
    found = solve[ReplacePart[grid, best -> digit]];
    If[MatrixQ[found], Return[found, Module]],
    {digit, candidates[grid, best]}];
  $Failed
]

validQ[grid_] := With[{all = Range[9]},
  AllTrue[Join[grid, Transpose[grid], Flatten /@ Flatten[Partition[grid, {3, 3}], 1]], Sort[#] === all &]]

solution = solve[parse[puzzle]];
Scan[Print[StringJoin[ToString /@ #]] &, solution];
Print["valid: ", validQ[solution], ", empty cells filled: ", Count[parse[puzzle], 0, {2}]];
Print["calls of the solver: ", calls];
