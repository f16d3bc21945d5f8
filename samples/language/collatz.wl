(* Collatz: sequences, a function that remembers, and the longest one. *)
collatz[n_] := NestWhileList[If[EvenQ[#], #/2, 3 # + 1] &, n, # != 1 &]

steps[1] = 0;
steps[n_?EvenQ] := steps[n] = 1 + steps[n/2];
steps[n_?OddQ] := steps[n] = 1 + steps[3 n + 1];

Print[collatz[6]];
Print["27 takes ", Length[collatz[27]] - 1, " steps, up to ", Max[collatz[27]]];
Print[steps /@ Range[20]];
Print["longest below 3000: ", First[MaximalBy[Range[2999], steps]]];
Print["remembered: ", Length[DownValues[steps]] > 3000];
records = Fold[If[steps[#2] > #1[[-1, 2]], Append[#1, {#2, steps[#2]}], #1] &, {{1, 0}}, Range[2, 100]];
Print["records: ", records];

(* Others that end in cycles: sums of squares of digits *)
happyQ[n_] := FixedPoint[Total[IntegerDigits[#]^2] &, n, 100, SameTest -> (#2 == 1 || #2 == 4 &)] == 1
Print["happy: ", Select[Range[50], happyQ]];

kaprekar[n_] := With[{d = IntegerDigits[n, 10, 4]}, FromDigits[ReverseSort[d]] - FromDigits[Sort[d]]]
Print[FixedPointList[kaprekar, 3524]];
Print["narcissistic: ", Select[Range[1000], # == Total[IntegerDigits[#]^IntegerLength[#]] &]];
lookAndSay[s_String] := StringReplace[s, x : (c_ ~~ c_ ...) :> ToString[StringLength[x]] <> c]
Print[NestList[lookAndSay, "1", 6]];
Print["digits of 2^100: ", Total[IntegerDigits[2^100]], " ", DigitCount[2^100]];
Print["send more money: ", 9567 + 1085 == 10652, " ", Boole[Unequal @@ {9, 5, 6, 7, 1, 0, 8, 2}]];
