(* The shortest way through a maze, by breadth-first search with a queue. *)
maze = Characters /@ StringSplit["
#########
#S..#...#
#.#.#.#.#
#.#...#.#
#.#####.#
#...#...#
###.#.###
#.....#E#
#.###...#
#########"];

find[what_] := First[Position[maze, what]]
openQ[pos_] := Extract[maze, pos] =!= "#"
around[pos_] := Select[pos + # & /@ {{-1, 0}, {0, 1}, {1, 0}, {0, -1}}, openQ]

search[start_, goal_] := Module[{queue = {start}, from = <|start -> None|>, here},
  While[queue =!= {},
    {here, queue} = {First[queue], Rest[queue]};
    If[here === goal, Break[]];
    Do[
      If[! KeyExistsQ[from, next],
        from[next] = here;
        AppendTo[queue, next]],
      {next, around[here]}]];
  If[KeyExistsQ[from, goal], Reverse[Most[NestWhileList[from, goal, # =!= None &]]], Missing["NoWay"]]
]

way = search[find["S"], find["E"]];
Print["steps: ", Length[way] - 1];
names = <|{-1, 0} -> "N", {1, 0} -> "S", {0, 1} -> "E", {0, -1} -> "W"|>;
Print["way: ", StringJoin[Lookup[names, Differences[way]]]];
Print["in short: ", Row[{Length[#], First[#]} & /@ Split[Lookup[names, Differences[way]]] // Map[Row], " "]];
marked = ReplacePart[maze, Thread[way[[2 ;; -2]] -> "*"]];
Print[StringRiffle[StringJoin /@ marked, "\n"]];
maze[[8, 6]] = "#"; maze[[9, 6]] = "#";
Print["walled up: ", search[find["S"], find["E"]]];
