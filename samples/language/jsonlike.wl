(* A reader and a writer of JSON, the reader by string patterns with functions that give {value, rest}. *)
ClearAll[read, write]

skip[s_] := StringDelete[s, StartOfString ~~ WhitespaceCharacter ..]

read[s_String] := First[value[skip[s]]]

value[s_] := Which[
  StringStartsQ[s, "{"], object[skip[StringDrop[s, 1]], <||>],
  StringStartsQ[s, "["], array[skip[StringDrop[s, 1]], {}],
  StringStartsQ[s, "\""], string[StringDrop[s, 1]],
  StringStartsQ[s, "true"], {True, StringDrop[s, 4]},
  StringStartsQ[s, "false"], {False, StringDrop[s, 5]},
  StringStartsQ[s, "null"], {Null, StringDrop[s, 4]},
  True, number[s]]

number[s_] := With[{digits = First[StringCases[s, RegularExpression["^-?\\d+(\\.\\d+)?"]]]},
  {ToExpression[digits], StringDrop[s, StringLength[digits]]}]

string[s_] := Module[{body = First[StringCases[s, RegularExpression["^([^\"\\\\]|\\\\.)*"]]]},
  {StringReplace[body, {"\\n" -> "\n", "\\t" -> "\t", "\\" ~~ c_ :> c}], StringDrop[s, StringLength[body] + 1]}]

array[s_ /; StringStartsQ[s, "]"], sofar_] := {sofar, StringDrop[s, 1]}
array[s_, sofar_] := Replace[value[s], {v_, rest_} :>
  array[skip[StringDelete[skip[rest], StartOfString ~~ ","]], Append[sofar, v]]]

object[s_ /; StringStartsQ[s, "}"], sofar_] := {sofar, StringDrop[s, 1]}
object[s_, sofar_] := Module[{key, v, rest},
  {key, rest} = string[StringDrop[s, 1]];
  {v, rest} = value[skip[StringDrop[skip[rest], 1]]];
  object[skip[StringDelete[skip[rest], StartOfString ~~ ","]], Append[sofar, key -> v]]]

write[a_Association] := "{" <> StringRiffle[KeyValueMap[write[#1] <> ": " <> write[#2] &, a], ", "] <> "}"
write[l_List] := "[" <> StringRiffle[write /@ l, ", "] <> "]"
write[s_String] := "\"" <> StringReplace[s, {"\\" -> "\\\\", "\"" -> "\\\"", "\n" -> "\\n"}] <> "\""
write[Null] = "null";
write[b : True | False] := ToLowerCase[ToString[b]]
write[x_?NumberQ] := ToString[x, InputForm]

text = "{ \"name\": \"Ada \\\"Countess\\\" L.\", \"born\": 1815,
  \"tags\": [\"maths\", [1, 2.5, -3], {}, null, true],
  \"deep\": {\"a\": {\"b\": [false]}}, \"lines\": \"one\\ntwo\" }";

data = read[text];
Print[Keys[data]];
Print[data["name"], " was born in ", data["born"]];
Print[data["tags"]];
Print["deep: ", data[["deep", "a", "b", 1]], " ", data["deep"]["a"]];
Print[write[data]];
Print["round trip: ", read[write[data]] === data];
Print["as ImportString does: ", ImportString[text, "RawJSON"] === data];
Print["depth: ", Depth[data]];
