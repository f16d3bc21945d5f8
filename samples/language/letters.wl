(* Templates: letters from data, a table in HTML, numbers in words and in columns. *)
letter = StringTemplate["Dear `name`,\nyou owe us <* NumberForm[#sum, {6, 2}] *> since `when`.`note`"];
customers = {
  <|"name" -> "Ms. Doe", "sum" -> 12.5, "when" -> "May", "note" -> ""|>,
  <|"name" -> "Mr. Roe", "sum" -> 1200., "when" -> "June", "note" -> " Hurry!"|>};
Scan[Print[letter[#]] &, customers];

Print[StringTemplate["`1` + `2` = <* #1 + #2 *>"][3, 4], "; ", TemplateApply["``, ``!", {"Hello", "you"}]];
Print[StringForm["`2` before `1`, and `` again", "b", "a"]];

tag[name_, content___] := "<" <> name <> ">" <> StringJoin[content] <> "</" <> name <> ">"
row[cells_] := tag["tr", tag["td", ToString[#]] & /@ cells]
Print[tag["table", row /@ {{1, 2}, {"x", y^2}}]];
escape[s_] := StringReplace[s, {"&" -> "&amp;", "<" -> "&lt;", ">" -> "&gt;"}]
Print[escape["a < b && c > d"]];

ones = {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
   "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
tens = {"", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
words[0] = "zero";
words[n_ /; n < 20] := ones[[n]]
words[n_ /; n < 100] := tens[[Quotient[n, 10]]] <> If[Mod[n, 10] == 0, "", "-" <> words[Mod[n, 10]]]
words[n_ /; n < 1000] := words[Quotient[n, 100]] <> " hundred" <> If[Mod[n, 100] == 0, "", " and " <> words[Mod[n, 100]]]
words[n_] := words[Quotient[n, 1000]] <> " thousand" <> If[Mod[n, 1000] == 0, "", " " <> words[Mod[n, 1000]]]
Scan[Print[#, ": ", words[#]] &, {0, 17, 40, 99, 115, 2024}];

roman[n_] := Module[{left = n}, StringJoin[Table[
  With[{k = Quotient[left, v[[1]]]}, left -= k v[[1]]; StringRepeat[v[[2]], k]],
  {v, {{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}}}]]]
Print[roman /@ {4, 9, 14, 1999, 2024}];

columns[rows_] := StringRiffle[StringJoin[MapThread[If[NumberQ[#1], StringPadLeft, StringPadRight][ToString[#1], #2] &, {#, {10, 6}}]] & /@ rows, "\n"]
Print[columns[{{"apples", 12}, {"pears", 7}, {"plums", 1234}}]];
wrap[text_, width_] := StringTrim[StringRiffle[Fold[
  Function[{lines, w}, If[StringLength[Last[lines]] + StringLength[w] < width, Append[Most[lines], Last[lines] <> " " <> w], Append[lines, w]]],
  {""}, StringSplit[text]], "\n"]]
Print[wrap["The quick brown fox jumps over the lazy dog and runs away from the slow red hen.", 24]];
Print[IntegerString[255, 16], " ", IntegerString[5, 2, 8], " ", ToString[1/3 + x, InputForm], " ", ToString[{1.5, "s"}, InputForm], " ", StringPadLeft["7", 3, "0"]];
Print[ToUpperCase["straw"] <> Capitalize["berry"], " ", StringRiffle[{{"a", "b"}, {"c", "d"}}, "; ", ","], " ", StringRiffle[{1, 2, 3}, {"<", "|", ">"}]];
