(* Random walks: what is sure of every walk, and exact probabilities by counting all the walks. *)
SeedRandom[7];
walk = Accumulate[Prepend[RandomChoice[{-1, 1}, 200], 0]];
Print["begins at ", First[walk], ", has ", Length[walk], " places, steps ", Union[Abs[Differences[walk]]]];
Print["ends at an even place: ", EvenQ[Last[walk]], "; never too far: ", AllTrue[MapIndexed[Abs[#1] < First[#2] &, walk], TrueQ]];
SeedRandom[7]; again = Accumulate[Prepend[RandomChoice[{-1, 1}, 200], 0]];
Print["the same seed, the same walk: ", walk === again];

(* The distribution after n steps, by convolution, and by listing all walks. *)
spread[dist_] := Merge[{KeyMap[# + 1 &, dist], KeyMap[# - 1 &, dist]}, Total] / 2
after[n_] := KeySort[Nest[spread, <|0 -> 1|>, n]]
Print[after[4]];
walks[n_] := Accumulate /@ Tuples[{-1, 1}, n]
Print[after[6] === KeySort[Counts[walks[6][[All, -1]]]/2^6]];
Print["never back at zero: ", Table[Count[walks[2 n], w_ /; FreeQ[w, 0]]/2^(2 n), {n, 5}] // InputForm];
Print["by the formula:     ", Table[Binomial[2 n, n]/4^n, {n, 5}] // InputForm];

(* The gambler's ruin as linear equations. *)
n = 5;
p = Array[ruin, n + 1, 0];
equations = Join[{ruin[0] == 1, ruin[n] == 0}, Table[ruin[k] == ruin[k - 1]/3 + 2 ruin[k + 1]/3, {k, n - 1}]];
Print["ruin: ", p /. First[Solve[equations, p]] // InputForm];
meanSquare[n_] := Mean[walks[n][[All, -1]]^2];
Print["mean square distance: ", meanSquare /@ Range[8]];
