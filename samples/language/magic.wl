(* Magic squares: made by the rule for odd sizes and that for multiples of four, and searched for. *)
magicSquare[n_?OddQ] := Table[
  n Mod[i + j - (n + 3)/2, n] + Mod[i + 2 j - 2, n] + 1, {i, n}, {j, n}]
magicSquare[n_ /; Mod[n, 4] == 0] := Module[{square = Partition[Range[n^2], n]},
  MapIndexed[If[Mod[Total[#2], 4] == 1 || Mod[Subtract @@ #2, 4] == 0, n^2 + 1 - #1, #1] &, square, {2}]]
magicSquare[_] := Missing["NotAvailable"]

sums[m_?MatrixQ] := Join[Total /@ m, Total[m], {Tr[m], Tr[Reverse[m]]}]
magicQ[m_?MatrixQ] := SameQ @@ sums[m] && Sort[Flatten[m]] === Range[Length[m]^2]
magicQ[_] = False;

Print[TableForm[magicSquare[5]]];
Print["sums: ", Union[sums[magicSquare[5]]]];
Print[TableForm[magicSquare[4]]];
Print[Table[n -> magicQ[magicSquare[n]], {n, 3, 12}]];

(* All of three by three: the first two rows decide. *)
square3 = Join @@ Table[
    {{a, b, 15 - a - b}, {c, d, 15 - c - d}, {15 - a - c, 15 - b - d, a + b + c + d - 15}},
    {a, 9}, {b, Complement[Range[9], {a}]}, {c, Complement[Range[9], {a, b}]}, {d, Complement[Range[9], {a, b, c}]}];
all = Select[Flatten[square3, 2], magicQ];
Print[Length[all], " of three by three, the first is ", First[Sort[all]]];
