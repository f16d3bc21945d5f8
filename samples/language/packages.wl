(* Use of a package in a file beside this one: its names, options, messages and contexts. *)
here = DirectoryName[$InputFileName];
PrependTo[$Path, here];
Print["before: ", Names["Toolbox`*"]];
Get[FileNameJoin[{here, "toolbox.m"}]];
Needs["Toolbox`"];
Print["after: ", Names["Toolbox`*"]];
Print["first on the path: ", First[$ContextPath], ", context ", $Context];
Print[summarize::usage];

data = {3, 1, 4, 1, 5, 9, 2, 6};
Print[InputForm[summarize[data]]];
Print[summarize[data, "Statistics" -> {"Mean", "Range", "Count"}, "Digits" -> 1]];
Print[summarize[{1, x, 3, "no"}]];
Print[summarize[{-1, 0, 1, 5}, "Test" -> Positive]];
Print[Options[summarize, "Digits"], " ", OptionValue[summarize, {"Digits" -> 3}, "Digits"]];
SetOptions[summarize, "Statistics" -> {"Count"}];
Print[summarize[data]];

Print[Quiet[summarize[{}]], " ", Check[Quiet[summarize[{}]], "unseen"], " ", Quiet[Check[summarize[{}], "nothing there", summarize::empty]]];
Print[trimmed[data], " ", trimmed[data, 3] // InputForm, " ", Quiet[trimmed[{1, 2}]]];
Print[InputForm[normalize[{2, 4, 6}]]];
Print[Context[rounded], " ", Context[statistics], " ", ValueQ[Toolbox`Private`statistics], " ", Length[DownValues[Toolbox`Private`rounded]]];
Print[StringContainsQ[ToString[Definition[normalize]], "Rescale"], " ", Attributes[summarize], " ", MatchQ[Head[summarize], Symbol]];

(* a package of its own inside, and a block of contexts *)
Begin["Scratch`"];
secret = 42;
End[];
Print[{Scratch`secret, Context[Scratch`secret]}];
Block[{$ContextPath = Append[$ContextPath, "Scratch`"]}, Print[ToExpression["secret + 1"]]];
Print[StringReplace["secret", "s" -> "S"], " ", Names["Scratch`*"]];
Remove["Scratch`*"];
Print[Names["Scratch`*"], " ", MemberQ[$Packages, "Toolbox`"], " ", NameQ["Toolbox`summarize"]];
