(* A tokenizer for a small programming language: kinds with regular expressions, places, and errors. *)
kinds = {
  "comment" -> "//[^\\n]*",
  "number" -> "\\d+(\\.\\d+)?([eE][+-]?\\d+)?",
  "keyword" -> "(let|if|else|while|return)\\b",
  "name" -> "[A-Za-z_]\\w*",
  "string" -> "\"([^\"\\\\\\n]|\\\\.)*\"",
  "operator" -> "==|<=|>=|&&|\\|\\||[-+*/<>=!]",
  "bracket" -> "[(){};,]",
  "space" -> "\\s+"};

tokenize::bad = "No token begins with `1` in line `2`, column `3`.";
Options[tokenize] = {"Keep" -> {}, "Positions" -> False};

tokenize[source_String, OptionsPattern[]] := Module[{text = source, line = 1, column = 1, found, token},
  First[Last[Reap[
    While[text != "",
      found = SelectFirst[kinds, StringMatchQ[text, RegularExpression["(?s)(" <> Last[#] <> ").*"]] &];
      If[MissingQ[found], Message[tokenize::bad, StringTake[text, 1], line, column]; Sow[$Failed]; Break[]];
      token = First[StringCases[text, RegularExpression["^(" <> Last[found] <> ")"] -> "$1"]];
      If[! MemberQ[{"comment", "space"}, First[found]] || MemberQ[OptionValue["Keep"], First[found]],
        Sow[If[TrueQ[OptionValue["Positions"]], {First[found], token, {line, column}}, First[found] -> token]]];
      With[{breaks = StringCount[token, "\n"]},
        line += breaks;
        column = If[breaks > 0, StringLength[Last[StringSplit[token, "\n", All]]] + 1, column + StringLength[token]]];
      text = StringDrop[text, StringLength[token]];
    ]]], {}]
]

code = "let x1 = 3.5e2; // start
while (x1 >= 10) {
  x1 = x1 / 2; print(\"a \\\"b\\\"\");
}";

all = tokenize[code];
Print[Length[all], " tokens"];
Print[Take[all, 5]];
Print[Normal[KeySort[Counts[Keys[all]]]]];
Print["names: ", DeleteDuplicates[Cases[all, ("name" -> n_) :> n]]];
Print["strings: ", Lookup[GroupBy[all, First -> Last], "string"]];
Print[Select[tokenize[code, "Positions" -> True], #[[3, 1]] == 3 &][[All, {2, 3}]]];
Print["comments: ", Cases[tokenize[code, "Keep" -> {"comment"}], ("comment" -> c_) :> c]];
Print[StringJoin[Values[tokenize[code, "Keep" -> {"comment", "space"}]]] === code];
Print[Quiet[tokenize["let a = 3 # 4"]]];
Print[Reap[Quiet[Check[tokenize["?"], Sow["a message"]]]]];
