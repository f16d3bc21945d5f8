(* Elementary cellular automata, from a rule number to pictures in text. *)
update[rule_Integer][cells_List] := With[{bits = Reverse[IntegerDigits[rule, 2, 8]]},
  bits[[1 + FromDigits[#, 2]]] & /@ Partition[ArrayPad[cells, 1, "Periodic"], 3, 1]]

evolve[rule_, width_, steps_] := NestList[update[rule], CenterArray[{1}, width], steps]

picture[rows_] := StringRiffle[StringTrim[StringJoin[#], Whitespace ~~ EndOfString] & /@ (rows /. {0 -> " ", 1 -> "*"}), "\n"]

Print[picture[evolve[90, 31, 7]]];
Print["rule 30, middle column: ", StringJoin[ToString /@ evolve[30, 65, 31][[All, 33]]]];
Print["alive by rule: ", AssociationMap[Total[Last[evolve[#, 41, 16]]] &, {22, 30, 90, 110, 184, 250}]];

Print["as CellularAutomaton has it: ",
  AllTrue[{22, 30, 110}, evolve[#, 41, 10] === CellularAutomaton[#, CenterArray[{1}, 41], 10] &]];

(* Rule 90 is Pascal's triangle modulo two. *)
Print[evolve[90, 33, 8][[9, 9 ;; 25 ;; 2]] === Mod[Binomial[8, Range[0, 8]], 2]];

(* Traffic: rule 184 keeps the number of cars. *)
road = IntegerDigits[2^20 + 2^19 + 2^18 + 2^12 + 2^11 + 2^5 + 1, 2];
Print["cars: ", Union[Total /@ NestList[update[184], road, 20]]];
Print[StringJoin /@ (NestList[update[184], road, 3] /. {0 -> ".", 1 -> ">"}) // Column];

(* How long until a state comes again, on rings of several sizes *)
period[rule_, n_] := Module[{seen = <||>, state = CenterArray[{1}, n], t = 0},
  While[! KeyExistsQ[seen, state], seen[state] = t++; state = update[rule][state]];
  {seen[state], t - seen[state]}]
Print[Table[n -> period[30, n], {n, 3, 9}]];
