(* Construct[f, x, y, ...] gives f[x, y, ...].

   >>> Construct[f, a, b]
   f[a, b] *)
Construct[f_, args___] := f[args]


(* FoldWhile[f, x, {a, b, ...}, test] gives the first of x, f[x, a], f[f[x, a], b], ... for which test is not True.

   It gives the last one where there is none.

   >>> FoldWhile[Plus, 0, Range[10], # < 10 &]
   10 *)
FoldWhile[f_, x_, list_List, test_] := Last[FoldWhileList[f, x, list, test]]


(* FoldWhileList[f, x, {a, b, ...}, test] gives the list of the results on the way to that of FoldWhile.

   >>> FoldWhileList[Plus, 0, Range[10], # < 10 &]
   {0, 1, 3, 6, 10} *)
FoldWhileList[f_, x_, list_List, test_] := Module[{values = {x}, rest = list},
  While[TrueQ[test[Last[values]]] && rest =!= {},
    AppendTo[values, f[Last[values], First[rest]]];
    rest = Rest[rest]
  ];
  values
]


(* CoordinateBounds[{{x1, y1, ...}, {x2, y2, ...}, ...}] gives {{xmin, xmax}, {ymin, ymax}, ...}.

   >>> CoordinateBounds[{{1, 5}, {3, 2}}]
   {{1, 3}, {2, 5}} *)
CoordinateBounds[points_?MatrixQ] := Map[MinMax, Transpose[points]]


(* LetterNumber["c"] gives the position of a letter in the alphabet, 0 for what is no letter of it.

   >>> LetterNumber[{"a", "Z", "?"}]
   {1, 26, 0} *)
LetterNumber[letters_List] := Map[LetterNumber, letters]
LetterNumber[letter_String] := First[FirstPosition[CharacterRange["a", "z"], ToLowerCase[letter], {0}]]


(* FromLetterNumber[n] gives the n-th letter of the alphabet, from the end for negative n.

   >>> FromLetterNumber[{1, -1}]
   {a, z} *)
FromLetterNumber[numbers_List] := Map[FromLetterNumber, numbers]
FromLetterNumber[n_Integer] /; 1 <= Abs[n] <= 26 := CharacterRange["a", "z"][[n]]


(* PalindromeQ[x] tells whether a string, a list or the digits of an integer are the same from behind.

   >>> {PalindromeQ["level"], PalindromeQ[{1, 2}], PalindromeQ[121]}
   {True, False, True} *)
PalindromeQ[s_String] := StringReverse[s] === s
PalindromeQ[list_List] := Reverse[list] === list
PalindromeQ[n_Integer] := PalindromeQ[IntegerDigits[n]]
PalindromeQ[_] := False
