(* CenterArray[a, n] gives a list of length n with the elements of a in the middle and zeros around them.

   CenterArray[a, {n1, n2, ...}] gives an array; one zero more stands behind a where they do not come out even.
   CenterArray[a, spec, padding] has something else around a, as ArrayPad does.  CenterArray[spec] has a single 1.

   >>> CenterArray[{a, b}, 5]
   {0, a, b, 0, 0}

   >>> CenterArray[{3, 3}]
   {{0, 0, 0}, {0, 1, 0}, {0, 0, 0}} *)
CenterArray[spec : _Integer | {__Integer}] := CenterArray[1, spec]
CenterArray[a_, spec_, padding_ : 0] := CenterArray[{a}, spec, padding] /;
  MatchQ[spec, _Integer | {(_Integer | Inherited) ..}] && ArrayDepth[a] < Length[Flatten[{spec}]]
CenterArray[a_, spec_, padding_ : 0] := With[{lacking = PadRight[Flatten[{spec}], ArrayDepth[a], Inherited] - Dimensions[a]},
    ArrayPad[a, Map[If[IntegerQ[#], {Floor[#/2], Ceiling[#/2]}, {0, 0}] &, lacking], padding]
  ] /; MatchQ[spec, _Integer?NonNegative | {(_Integer?NonNegative | Inherited) ..}] && ArrayDepth[a] >= Length[Flatten[{spec}]]
CenterArray[a_, spec_, padding_, SparseArray] := SparseArray[CenterArray[a, spec, padding], Automatic, padding]
