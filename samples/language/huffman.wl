(* Huffman codes: the two rarest trees are joined until one is left. *)
huffmanTree[text_String] := NestWhile[
  SortBy[Append[Drop[#, 2], node[Total[#[[;; 2, 1]]], #[[1]], #[[2]]]], {First, leaves}] &,
  SortBy[KeyValueMap[leaf[#2, #1] &, Counts[Characters[text]]], {First, leaves}],
  Length[#] > 1 &] // First

leaves[leaf[_, c_]] := {c}
leaves[node[_, l_, r_]] := Sort[Join[leaves[l], leaves[r]]]

codes[leaf[_, c_], prefix_ : ""] := <|c -> prefix|>
codes[node[_, l_, r_], prefix_ : ""] := Join[codes[l, prefix <> "0"], codes[r, prefix <> "1"]]

encode[text_, code_] := StringReplace[text, Normal[code]]
decode[bits_, tree_] := Module[{here = tree, out = {}},
  Scan[
    (here = If[# === "0", here[[2]], here[[3]]];
     If[Head[here] === leaf, AppendTo[out, Last[here]]; here = tree]) &,
    Characters[bits]];
  StringJoin[out]]

text = "abracadabra alakazam";
tree = huffmanTree[text];
code = codes[tree];
Print[KeySort[code]];
Print["frequencies: ", KeySort[Counts[Characters[text]]]];
bits = encode[text, code];
Print[bits];
Print["bits: ", StringLength[bits], " instead of ", 8 StringLength[text]];
Print["back again: ", decode[bits, tree] === text];
Print["no code begins another: ",
  NoneTrue[Subsets[Values[code], {2}], StringStartsQ[#[[1]], #[[2]]] || StringStartsQ[#[[2]], #[[1]]] &]];
Print["Kraft's sum: ", Total[2^-StringLength[Values[code]]]];
p = Values[Counts[Characters[text]]]/StringLength[text];
entropy = -p . Log2[p];
Print["entropy ", NumberForm[N[entropy], {5, 3}], " <= mean length ", NumberForm[N[StringLength[bits]/StringLength[text]], {5, 3}]];

(* Run lengths, for comparison *)
runs[s_] := StringJoin[{ToString[Length[#]], First[#]} & /@ Split[Characters[s]]]
unruns[s_] := StringJoin[StringCases[s, n : DigitCharacter .. ~~ c_ :> StringRepeat[c, ToExpression[n]]]]
Print[runs["aaaabbbcca"], " ", unruns[runs["aaaabbbcca"]]];
