(* Word ladders: words that differ in one letter are neighbours in a graph. *)
words = StringSplit["cat cot cog dog dot hot hat bat bag big dig log lag leg beg bed bad red rod road"];

nextQ[a_, b_] := StringLength[a] == StringLength[b] && HammingDistance[a, b] == 1
pairs = Select[Subsets[words, {2}], Apply[nextQ]];
ladders = Graph[words, UndirectedEdge @@@ pairs];

Print[VertexCount[ladders], " words, ", EdgeCount[ladders], " steps"];
Print["from cat to dog: ", GraphDistance[ladders, "cat", "dog"], " steps"];
Print["from red to hot: ", GraphDistance[ladders, "red", "hot"], " steps"];
Print["alone: ", Select[words, VertexDegree[ladders, #] == 0 &]];
Print["most neighbours: ", Sort[MaximalBy[words, VertexDegree[ladders, #] &]]];

(* All the shortest ladders, by hand. *)
grow[ladder_] := Append[ladder, #] & /@ Complement[AdjacencyList[ladders, Last[ladder]], ladder]
shortest[a_, b_] := NestWhile[Join @@ grow /@ # &, {{a}}, # =!= {} && FreeQ[#[[All, -1]], b] &] //
  Select[Last[#] === b &]

Print[Column[StringRiffle[#, " > "] & /@ Sort[shortest["cat", "dog"]]]];
Print[shortest["cat", "road"]];
