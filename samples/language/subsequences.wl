(* Longest common subsequences by dynamic programming, edit distance, palindromes and anagrams. *)
lcs[a_String, b_String] := Module[{x = Characters[a], y = Characters[b], t, i, j, out = {}},
  t = ConstantArray[0, {Length[x] + 1, Length[y] + 1}];
  Do[
    t[[i + 1, j + 1]] = If[x[[i]] === y[[j]], t[[i, j]] + 1, Max[t[[i, j + 1]], t[[i + 1, j]]]],
    {i, Length[x]}, {j, Length[y]}];
  {i, j} = {Length[x], Length[y]};
  While[i > 0 && j > 0,
    Which[
      x[[i]] === y[[j]], PrependTo[out, x[[i]]]; i--; j--,
      t[[i, j + 1]] >= t[[i + 1, j]], i--,
      True, j--]];
  StringJoin[out]]

(* the same by recursion that remembers *)
lcsLength[{}, _] = lcsLength[_, {}] = 0;
mem : lcsLength[{a_, x___}, {a_, y___}] := mem = 1 + lcsLength[{x}, {y}]
mem : lcsLength[{a_, x___}, {b_, y___}] := mem = Max[lcsLength[{x}, {b, y}], lcsLength[{a, x}, {y}]]

Print[lcs["AGCATGCTAAT", "GACTTACGCA"], " ", lcs["nematode knowledge", "empty bottle"]];
Print[lcsLength[Characters["AGCATGCTAAT"], Characters["GACTTACGCA"]], " ", StringLength[lcs["AGCATGCTAAT", "GACTTACGCA"]]];

edit[a_, b_] := Last[Fold[
  Function[{row, c}, FoldList[Min[#1 + 1, #2[[2]] + 1, #2[[1]] + Boole[#2[[3]] =!= c]] &,
    First[row] + 1, Transpose[{Most[row], Rest[row], Characters[a]}]]],
  Range[0, StringLength[a]], Characters[b]]]
pairs = {{"kitten", "sitting"}, {"sunday", "saturday"}, {"", "abc"}, {"flaw", "lawn"}};
Print[edit @@@ pairs, " ", EditDistance @@@ pairs];

palindromeQ[s_] := With[{letters = StringCases[ToLowerCase[s], LetterCharacter]}, letters === Reverse[letters]]
Print[Select[{"Was it a car or a cat I saw?", "Not this one", "level"}, palindromeQ]];
longest[s_] := First[MaximalBy[Select[StringJoin /@ Subsequences[Characters[s], {1, Infinity}], PalindromeQ], StringLength]]
Print[longest["forgeeksskeegfor"], " ", longest["bananas"]];

words = {"listen", "silent", "enlist", "google", "elbow", "below", "stressed", "desserts", "inlets"};
Print[Select[GatherBy[words, Sort@*Characters], Length[#] > 1 &]];
Print[StringReverse["desserts"], " ", Signature[Ordering[Characters["elbow"]]]];
Print[LongestCommonSubsequence["AAABBBBCCCCC", "XBBBA"], " ", LongestCommonSequence["AGCATGCTAAT", "GACTTACGCA"] // StringLength];
