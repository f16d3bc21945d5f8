(* Tables of data: associations, GroupBy, JoinAcross, Merge, Dataset and Query. *)
people = {
  <|"id" -> 1, "name" -> "Ada", "team" -> "red", "born" -> 1985|>,
  <|"id" -> 2, "name" -> "Ben", "team" -> "blue", "born" -> 1990|>,
  <|"id" -> 3, "name" -> "Cleo", "team" -> "red", "born" -> 1978|>,
  <|"id" -> 4, "name" -> "Dan", "team" -> "green", "born" -> 2001|>};
orders = {
  <|"id" -> 1, "item" -> "pen", "n" -> 10, "price" -> 3/2|>,
  <|"id" -> 2, "item" -> "ink", "n" -> 2, "price" -> 7|>,
  <|"id" -> 1, "item" -> "pad", "n" -> 4, "price" -> 5/2|>,
  <|"id" -> 3, "item" -> "pen", "n" -> 1, "price" -> 3/2|>,
  <|"id" -> 9, "item" -> "cap", "n" -> 1, "price" -> 12|>};

joined = JoinAcross[people, orders, "id"];
Print[Length[joined], " rows, keys ", Keys[First[joined]]];
Print[joined[[All, {"name", "item"}]] // Values];
Print["left: ", Length[JoinAcross[people, orders, "id", "Left"]], ", outer: ", Length[JoinAcross[people, orders, "id", "Outer"]]];

value[r_] := r["n"] r["price"]
Print["by name: ", InputForm[GroupBy[joined, Key["name"] -> value, Total]]];
Print["by team and item: ", InputForm[GroupBy[joined, {#team &, #item &}, Total[#n & /@ #] &]]];
Print["units: ", Merge[Association[#item -> #n] & /@ orders, Total]];
Print["indexed: ", Keys[AssociationThread[people[[All, "name"]] -> people]["Ada"]]];

Print["oldest of each team: ", GroupBy[people, Key["team"], First@*MinimalBy[#born &] /* Lookup["name"]]];
Print[SelectFirst[people, #born > 1980 && #team != "red" &]["name"], " ", MaximalBy[people, Key["born"]][[1, "name"]]];
Print[KeyDrop[First[people], {"id", "born"}], " ", KeyTake[people, {"name"}][[2 ;; 3]], " ", KeySort[First[people]] // Keys];
Print[Map[StringLength, First[people][[{"name", "team"}]]], " ", MapAt[2 # &, <|"a" -> 1, "b" -> 2|>, Key["b"]]];

data = Dataset[people];
Print[Normal[data[Select[#born < 1990 &], "name"]]];
Print[Normal[data[GroupBy["team"], Length]]];
Print[Normal[data[All, <|"who" -> "name", "age" -> (2020 - #born &)|>][1]]];
Print[Normal[data[All, {"born" -> (2020 - # &)}][All, "born"]]];
Print[Normal[Query[SortBy[-#born &], {"name", "born"}][people]][[1]]];
Print[Query[Mean, "born"][people], " ", Query[All, "team"][people] // Tally, " ", Query[2, "name"] @ people];

nested = <|"a" -> <|"x" -> 1, "y" -> {1, 2}|>, "b" -> <|"x" -> 5|>|>;
Print[nested["a", "y"] // Total, " ", nested[["a", "y", 2]], " ", Lookup[nested["b"], "y", "none"], " ", Query[All, "x"][nested]];
Print[AssociateTo[nested, "c" -> 3]["c"], " ", KeyExistsQ[nested, "c"], " ", Position[nested, 5], " ", Counts[{"u", "v", "u"}]];
AppendTo[nested["b"], "z" -> 0]; nested["b"]["x"] += 2; KeyDropFrom[nested, "a"];
Print[nested, " ", KeyValueMap[List, <|"p" -> 1|>], " ", KeyMap[ToUpperCase, <|"p" -> 1|>], " ", AssociationMap[StringLength, {"ab", "c"}]];
Print[Table[If[MissingQ[r["nothing"]], r["name"], "?"], {r, people}], " ", DeleteMissing[Lookup[{<|"a" -> 1|>, <||>}, "a"]]];
