(* Reverse Polish notation: a stack machine by rules, and the shunting-yard algorithm that translates to it. *)
step[{rest___, a_, b_}, op : "+" | "-" | "*" | "/" | "^"] := {rest, apply[op, a, b]}
step[{rest___, a_}, "neg"] := {rest, -a}
step[{rest___, a_, b_}, "swap"] := {rest, b, a}
step[{rest___, a_}, "dup"] := {rest, a, a}
step[{_, rest___}, "drop"] := {rest}
step[stack_List, number_?(StringMatchQ[DigitCharacter ..])] := Append[stack, FromDigits[number]]
step[stack_List, word_] := Throw[Failure["Word", <|"MessageTemplate" -> "cannot do `w` with `s`", "MessageParameters" -> <|"w" -> word, "s" -> stack|>|>]]

apply["+", a_, b_] := a + b
apply["-", a_, b_] := a - b
apply["*", a_, b_] := a b
apply["/", a_, b_] := a/b
apply["^", a_, b_] := a^b

run[program_String] := Catch[Fold[step, {}, StringSplit[program]]]
trace[program_String] := FoldList[step, {}, StringSplit[program]]

Print[run["3 4 + 2 *"]];
Print[trace["5 1 2 + 4 * + 3 -"]];
Print[run["2 dup dup * * neg 10 swap"]];
Print[run["7 2 ^ 3 ^"]];
Print[run["1 +"]["Message"]];

precedence = <|"+" -> 1, "-" -> 1, "*" -> 2, "/" -> 2, "^" -> 3|>;
rightQ["^"] = True; rightQ[_] = False;

toRPN[text_String] := Module[{output = {}, ops = {}},
  Do[
    Which[
      StringMatchQ[t, DigitCharacter ..], AppendTo[output, t],
      t == "(", PrependTo[ops, t],
      t == ")",
        While[First[ops] != "(", AppendTo[output, First[ops]]; ops = Rest[ops]];
        ops = Rest[ops],
      True,
        While[ops =!= {} && First[ops] != "(" &&
            (precedence[First[ops]] > precedence[t] || precedence[First[ops]] == precedence[t] && ! rightQ[t]),
          AppendTo[output, First[ops]]; ops = Rest[ops]];
        PrependTo[ops, t]],
    {t, StringCases[text, DigitCharacter .. | "+" | "-" | "*" | "/" | "^" | "(" | ")"]}];
  StringRiffle[Join[output, ops]]
]

Do[Print[e, "  is  ", toRPN[e], "  is  ", First[run[toRPN[e]]]],
  {e, {"1+2*3", "(1+2)*3", "2^3^2", "8-3-2", "3+4*2/(1-5)^2^3*8192"}}];
