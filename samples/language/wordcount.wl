(* Statistics of a text: words, letters, lengths, what follows what. *)
text = "It was the best of times, it was the worst of times, it was the age of wisdom,
it was the age of foolishness, it was the epoch of belief, it was the epoch of incredulity,
it was the season of Light, it was the season of Darkness, it was the spring of hope,
it was the winter of despair.";

words = StringCases[ToLowerCase[text], LetterCharacter ..];
counts = Counts[words];

Print["words: ", Length[words], ", different: ", Length[counts], ", sentences: ", StringCount[text, "."]];
Print["most frequent: ", Take[SortBy[Normal[counts], {-Last[#] &, First}], 5]];
Print["only once: ", Sort[Keys[Select[counts, # == 1 &]]]];
Print["mean length: ", N[Mean[StringLength[words]], 4], ", longest: ", MaximalBy[DeleteDuplicates[words], StringLength]];

histogram = KeySort[CountsBy[words, StringLength]];
KeyValueMap[Print[StringPadLeft[ToString[#1], 3], " ", StringRepeat["#", #2]] &, histogram];

letters = KeySort[Counts[Characters[StringJoin[words]]]];
Print["letters: ", StringJoin[SortBy[Keys[letters], -letters[#] &][[;; 8]]]];
Print["missing: ", Complement[Alphabet[], Keys[letters]]];

(* What follows a word, as an association of associations *)
follows = GroupBy[Partition[words, 2, 1], First -> Last, Counts];
Print["after \"the\": ", follows["the"]];
Print["sure successors: ", KeySort[Select[follows, Length[#] == 1 && Total[#] > 1 &]][[All, 1]]];
(* The likeliest chain: always the most frequent word, the first of the alphabet among equals *)
next[w_] := First[Keys[KeySort[TakeLargestBy[KeySort[follows[w]], Identity, 1]]]]
Print[StringRiffle[NestList[next, "season", 6]]];
Print[Capitalize["the " <> StringReplace["cat sat", f : WordBoundary ~~ x : LetterCharacter :> ToUpperCase[x]]]];
