(* A calculator: tokens by string patterns, then a parser by recursive descent with its state in local variables. *)
tokens[text_String] := StringCases[text, {
  n : NumberString :> {"number", ToExpression[n]},
  w : (LetterCharacter ~~ WordCharacter ...) :> {"name", w},
  o : ("**" | "+" | "-" | "*" | "/" | "(" | ")" | ",") :> {"op", o}}]

parse::unexpected = "Unexpected `1`.";

parse[text_String] := Module[{rest = tokens[text], peek, next, expression, term, power, atom, arguments},
  peek[] := If[rest === {}, {"end", "end of text"}, First[rest]];
  next[] := With[{token = peek[]}, rest = Rest[rest]; token];
  expression[] := Module[{left = term[]},
    While[MemberQ[{"+", "-"}, Last[peek[]]],
      left = {Last[next[]], left, term[]}];
    left];
  term[] := Module[{left = power[]},
    While[MatchQ[peek[], {"op", "*" | "/"}],
      left = {Last[next[]], left, power[]}];
    left];
  power[] := Module[{left = atom[]},
    If[peek[] === {"op", "**"}, next[]; {"**", left, power[]}, left]];
  atom[] := Switch[peek[],
    {"number", _}, Last[next[]],
    {"op", "-"}, next[]; {"neg", atom[]},
    {"op", "("}, next[]; With[{inside = expression[]}, next[]; inside],
    {"name", _}, With[{name = Last[next[]]},
      If[peek[] === {"op", "("}, next[]; Prepend[arguments[], name], name]],
    _, Message[parse::unexpected, Last[peek[]]]; Throw[$Failed, parse]];
  arguments[] := Module[{args = {expression[]}},
    While[peek[] === {"op", ","}, next[]; AppendTo[args, expression[]]];
    next[];
    args];
  Catch[
    With[{tree = expression[]}, If[rest =!= {}, Message[parse::unexpected, Last[First[rest]]]; $Failed, tree]],
    parse]
]

functions = <|"+" -> Plus, "-" -> Subtract, "*" -> Times, "/" -> Divide, "**" -> Power, "neg" -> Minus,
  "max" -> Max, "min" -> Min, "abs" -> Abs, "fact" -> Factorial|>;

calculate[tree_List, values_] := functions[First[tree]] @@ (calculate[#, values] & /@ Rest[tree])
calculate[name_String, values_] := Lookup[values, name, Missing["Unknown", name]]
calculate[x_, _] := x

Print[parse["1 + 2*3"]];
Print[parse["-2**2 - max(a, 3)/4"]];
Do[
  Print[text, " = ", InputForm[calculate[parse[text], <|"x" -> 5, "rate" -> 3/2|>]]],
  {text, {"1 + 2*3", "(1 + 2)*3", "2**3**2", "10 - 4 - 3", "x*rate + 1", "1/3 + 1/6", "max(1, abs(-7), x)/2", "fact(20)"}}]
Print[Check[parse["2 * (3 + "], "no value", parse::unexpected] // Quiet];
Print[Quiet[parse["2 3"]]];
