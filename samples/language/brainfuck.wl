(* An interpreter of Brainfuck: brackets are matched once, the tape is an association that grows. *)
jumps[code_] := Module[{stack = {}, table = <||>},
  MapIndexed[
    Switch[#1,
      "[", PrependTo[stack, First[#2]],
      "]", table[First[#2]] = First[stack]; table[First[stack]] = First[#2]; stack = Rest[stack]] &,
    code];
  table]

run[source_String, input_String : ""] := Module[{
    code = Select[Characters[source], StringContainsQ["<>+-.,[]", #] &],
    in = ToCharacterCode[input], out = {}, tape = <||>, at = 0, i = 1, jump, steps = 0},
  jump = jumps[code];
  While[i <= Length[code],
    Switch[code[[i]],
      ">", at++,
      "<", at--,
      "+", tape[at] = Mod[Lookup[tape, at, 0] + 1, 256],
      "-", tape[at] = Mod[Lookup[tape, at, 0] - 1, 256],
      ".", AppendTo[out, Lookup[tape, at, 0]],
      ",", tape[at] = If[in === {}, 0, First[in]]; in = Drop[in, UpTo[1]],
      "[", If[Lookup[tape, at, 0] == 0, i = jump[i]],
      "]", If[Lookup[tape, at, 0] != 0, i = jump[i]]];
    i++; steps++];
  {FromCharacterCode[out], steps}]

hello = "++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.";
{text, steps} = run[hello];
Print[StringTrim[text], " after ", steps, " steps"];
Print[First[run[",[.,]", "echo"]]];
Print[First[run[",[>,]<[.<]", "backwards"]]];
Print["3 + 4 = ", First[ToCharacterCode[First[run["+++>++++[<+>-]<."]]]]];
Print[KeySort[jumps[Characters["[[][]]"]]]];
