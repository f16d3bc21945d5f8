(* Settings in an INI file: sections, comments, values of several types, a default for what is missing. *)
text = "
; general settings
name = Example
debug = yes

[window]
width = 640
height=480        ; in pixels
title = \"Hello, world\"

[paths]
search = /usr/lib:/usr/local/lib
ratio = 0.75
";

clean[line_] := StringTrim[StringReplace[line, ";" ~~ ___ ~~ EndOfString -> ""]]

typed["yes" | "true" | "on"] = True;
typed["no" | "false" | "off"] = False;
typed[s_String /; StringMatchQ[s, NumberString]] := ToExpression[s]
typed[s_String] := Which[
  StringMatchQ[s, "\"" ~~ ___ ~~ "\""], StringTake[s, {2, -2}],
  StringContainsQ[s, ":"], StringSplit[s, ":"],
  True, s]

parse[source_String] := Module[{section = "main"},
  Fold[
    Function[{settings, line},
      StringCases[line, StartOfString ~~ "[" ~~ name__ ~~ "]" ~~ EndOfString :> (section = name)];
      If[StringContainsQ[line, "="],
        Merge[{settings, <|section -> <|keyValue[line]|>|>}, Apply[Join]],
        settings]],
    <||>,
    DeleteCases[clean /@ StringSplit[source, "\n"], ""]]]

keyValue[line_] := Rule @@ MapAt[typed, StringTrim /@ StringSplit[line, "=", 2], 2]

settings = parse[text];
Print[Keys[settings]];
KeyValueMap[Print[#1, ": ", #2] &, settings];
Print["area: ", Times @@ Lookup[settings["window"], {"width", "height"}]];
Print["font: ", Lookup[settings["window"], "font", "none given"]];

toIni[s_] := StringRiffle[KeyValueMap[
  Function[{section, values}, StringRiffle[Prepend[KeyValueMap[ToString[#1] <> "=" <> ToString[#2] &, values], "[" <> section <> "]"], "\n"]],
  MapAt[StringRiffle[#, ":"] &, s, {"paths", "search"}]], "\n"];
Print[toIni[KeyDrop[settings, "main"]]];
