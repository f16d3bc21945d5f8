(* Old ciphers: Caesar, Vigenere, transposition, Morse, and how to break the first. *)
ClearAll[shift, caesar, vigenere];
alphabet = CharacterRange["A", "Z"];

shift[c_String /; MemberQ[alphabet, c], k_] := FromCharacterCode[65 + Mod[First[ToCharacterCode[c]] - 65 + k, 26]]
shift[c_, _] := c

caesar[k_Integer][text_String] := StringReplace[ToUpperCase[text], c_ :> shift[c, k]]

vigenere[key_String, sign_ : 1][text_String] := Module[{keys = ToCharacterCode[ToUpperCase[key]] - 65, i = 1},
  StringJoin[If[LetterQ[#], shift[#, sign keys[[Mod[i++, Length[keys], 1]]]], #] & /@ Characters[ToUpperCase[text]]]]

plain = "Meet me at noon, near the old tree by the entrance";
Print[caesar[3][plain]];
Print[caesar[-3][caesar[3][plain]] === ToUpperCase[plain]];
Print[vigenere["lemon"][plain]];
Print[vigenere["lemon", -1][vigenere["lemon"][plain]]];

(* Break a Caesar cipher: English has most E, T, A, O, N *)
score[text_] := Total[Lookup[Counts[Characters[text]], Characters["ETAON"], 0] {5, 4, 3, 3, 3}]
break[text_] := First[MaximalBy[Table[caesar[k][text], {k, 0, 25}], score]]
Print[break[caesar[17][plain]]];

(* Columns *)
transpose[text_, n_] := StringJoin[Flatten[Partition[Characters[text], UpTo[n]], {{2}, {1}}]]
Print[transpose["DEFENDTHEEASTWALL", 5]];

morse = <|"A" -> ".-", "B" -> "-...", "C" -> "-.-.", "D" -> "-..", "E" -> ".", "O" -> "---", "S" -> "...", "T" -> "-"|>;
toMorse[s_] := StringRiffle[Lookup[morse, Characters[s], "?"]]
fromMorse[s_] := StringJoin[Lookup[Association[Reverse[Normal[morse], 2]], StringSplit[s]]]
Print[toMorse["SOS"], " ", toMorse["DOTS"], " ", fromMorse["-.-. --- -.. ."]];

rot13 = caesar[13];
Print[rot13["Why did the chicken"], " ", rot13@rot13["twice"]];
Print[StringReplace["attack", Thread[Characters["atck"] -> Characters["4+<k"]]]];
bits = StringJoin[IntegerString[ToCharacterCode["Hi!"], 2, 8]];
Print[bits, " ", FromCharacterCode[FromDigits[#, 2] & /@ StringPartition[bits, 8]]];
Print[FromCharacterCode[BitXor[ToCharacterCode["secret"], ToCharacterCode["keykey"]] + 64]];
