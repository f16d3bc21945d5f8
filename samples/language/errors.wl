(* Handling of errors: Throw and Catch, Check, messages, conditions, time and confirmation. *)
safeDivide::zero = "Division of `1` by zero.";
safeDivide[a_, b_?NumericQ] := If[b == 0, Message[safeDivide::zero, a]; $Failed, a/b]
safeDivide[a_, b_] := Failure["BadArgument", <|"MessageTemplate" -> "`got` is no number", "MessageParameters" -> <|"got" -> b|>|>]

Print[safeDivide[6, 4] // InputForm];
Print[Check[safeDivide[1, 0], "caught a message", safeDivide::zero] // Quiet];
Print[FailureQ[safeDivide[1, "x"]], " ", safeDivide[1, "x"]["Message"], " ", Head[safeDivide[1, "x"]]];
Quiet[safeDivide[1, 0]; Print[MessageName[safeDivide, "zero"]]];

(* throwing out of loops, with tags *)
find[list_, test_] := Catch[Scan[If[test[#], Throw[#]] &, list]; Missing["NotFound"]]
Print[find[{1, 3, 8, 5, 10}, EvenQ], " ", find[{1, 3}, EvenQ]];
Print[Catch[Catch[Throw["inner", a], b], a], " ", Catch[Throw["x", tag[3]], _tag, {##} &]];
process[x_] := Catch[
  If[x < 0, Throw["negative", "range"]];
  If[x > 100, Throw["too much", "range"]];
  Sqrt[x],
  "range", Row[{"refused: ", #1}] &]
Print[{process[16], process[-1], process[101]}];

(* cleaning up, nested *)
log = {};
attempt[body_] := Module[{result}, AppendTo[log, "open"]; result = CheckAbort[body, $Aborted]; AppendTo[log, "close"]; result]
SetAttributes[attempt, HoldFirst];
Print[attempt[1 + 1], " ", attempt[Abort[]; 5], " ", log];

(* functions that say what they want *)
SetAttributes[ensure, HoldAll];
ensure[test_, message_String] := If[! TrueQ[test], Throw[Failure["Ensure", <|"MessageTemplate" -> message|>], "ensure"]]
area[w_, h_] := Catch[ensure[w > 0, "width"]; ensure[h > 0, "height"]; w h, "ensure"]
Print[{area[2, 3], area[0, 3]["Message"], area[2, -3]["Message"]}];

Print[Quiet[{1/0, 0/0, First[{}], {1, 2}[[5]]}] // InputForm];
Print[Quiet[Check[ToExpression["1 +"], "no syntax"]], " ", Quiet[Check[Sqrt["x"] + 1, "fine"]]];
Print[Reap[Quiet[Check[Table[If[i == 3, Message[safeDivide::zero, i]]; Sow[i], {i, 4}], "some failed"]]]];
Print[TimeConstrained[1 + 1, 10, "late"], " ", TimeConstrained[While[True], 0.05, "late"]];
Off[Power::infy]; Print[1/0]; On[Power::infy];
f[x_Integer] := x^2
f[x_] := (Message[f::int, x]; $Failed)
f::int = "Integer expected instead of `1`.";
Print[f /@ {2, 3}, " ", Quiet[f[2.5]], " ", StringTemplate[f::int][2.5]];
