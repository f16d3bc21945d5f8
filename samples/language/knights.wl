(* Knights tell the truth, knaves lie.  Everyone's saying is true exactly when the speaker is a knight. *)
says[person_, statement_] := Equivalent[person, statement]
exactlyOne[all__] := Or @@ Table[MapIndexed[If[First[#2] == k, #1, ! #1] &, And[all]], {k, Length[{all}]}]

puzzle["two"] = {says[a, ! a || ! b]};
puzzle["three"] = {says[a, ! a && ! b && ! c], says[b, exactlyOne[a, b, c]]};
puzzle["same"] = {says[a, Equivalent[a, b]], says[b, Xor[a, b]]};
puzzle["paradox"] = {says[a, ! a]};
puzzle["free"] = {says[a, a], says[b, Implies[a, b]]};

people[statements_] := Union[Cases[statements, _Symbol?(FreeQ[{True, False}, #] &), Infinity]]

worlds[statements_] := Module[{who = people[statements]},
  Select[Tuples[{True, False}, Length[who]], TrueQ[And @@ statements /. Thread[who -> #]] &] //
    Map[AssociationThread[who, #] &]]

report[name_] := Module[{found = worlds[puzzle[name]]},
  Switch[Length[found],
    0, "nobody can say that",
    1, StringRiffle[KeyValueMap[ToString[#1] <> " is a " <> If[#2, "knight", "knave"] &, First[found]], ", "],
    _, ToString[Length[found]] <> " possibilities: " <>
      StringRiffle[StringJoin[If[#, "T", "L"] & /@ Values[#]] & /@ found, " "]]]

Do[Print[name, ": ", report[name]], {name, {"two", "three", "same", "paradox", "free"}}]
