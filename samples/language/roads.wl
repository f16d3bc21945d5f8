(* Shortest roads between towns: Floyd and Warshall on a matrix, Dijkstra with associations, and graphs. *)
roads = {{"A", "B"} -> 7, {"A", "C"} -> 9, {"A", "F"} -> 14, {"B", "C"} -> 10, {"B", "D"} -> 15,
  {"C", "D"} -> 11, {"C", "F"} -> 2, {"D", "E"} -> 6, {"E", "F"} -> 9};
towns = Union[Flatten[Keys[roads]]];
index = First /@ PositionIndex[towns];
n = Length[towns];

w = Normal[SparseArray[Join[
  MapAt[Lookup[index, #] &, roads, {All, 1}],
  MapAt[Reverse[Lookup[index, #]] &, roads, {All, 1}],
  Table[{i, i} -> 0, {i, n}]], {n, n}, Infinity]];

floyd[m_] := Module[{d = m, n = Length[m]},
  Do[d = MapThread[Min, {d, Outer[Plus, d[[All, k]], d[[k]]]}, 2], {k, n}];
  d]
Print[Grid[Prepend[MapThread[Prepend, {floyd[w], towns}], Prepend[towns, ""]]]];

neighbours = GroupBy[Join[List @@@ roads, {Reverse[#1], #2} & @@@ roads], First@*First -> (Last[First[#]] -> Last[#] &), Association];
dijkstra[from_] := Module[{dist = <|from -> 0|>, before = <||>, open = {from}, done = {}, here},
  While[open =!= {},
    here = First[MinimalBy[open, dist]];
    open = DeleteCases[open, here];
    AppendTo[done, here];
    KeyValueMap[
      If[dist[here] + #2 < Lookup[dist, #1, Infinity],
        dist[#1] = dist[here] + #2;
        before[#1] = here;
        open = Union[open, {#1}]] &,
      neighbours[here]]];
  {KeySort[dist], before}]
{dist, before} = dijkstra["A"];
Print[dist];
path[to_] := Reverse[NestWhileList[before, to, KeyExistsQ[before, #] &]]
Print["to E: ", StringRiffle[path["E"], " - "], ", ", dist["E"]];
Print["the same: ", Values[dist] === floyd[w][[1]]];

g = Graph[UndirectedEdge @@@ Keys[roads], EdgeWeight -> Values[roads]];
Print["by Graph: ", FindShortestPath[g, "A", "E"], " ", GraphDistance[g, "A", "E"]];

(* The cheapest network, by Kruskal: edges in order, joined if they join two parts. *)
kruskal[edges_] := First[Fold[
  Function[{state, e}, With[{a = First[Select[state[[2]], MemberQ[#, e[[1, 1]]] &]], b = First[Select[state[[2]], MemberQ[#, e[[1, 2]]] &]]},
    If[a === b, state, {Append[state[[1]], e], Append[Complement[state[[2]], {a, b}], Union[a, b]]}]]],
  {{}, List /@ towns}, SortBy[edges, Last]]]
tree = kruskal[roads];
Print["network: ", StringJoin /@ Keys[tree], ", ", Total[Values[tree]]];
Print["degrees: ", VertexDegree[g], ", connected: ", ConnectedGraphQ[g], ", diameter by number of roads: ", Max[GraphDistanceMatrix[Graph[UndirectedEdge @@@ Keys[roads]]]]];

blur[m_] := ArrayPad[m, 1, "Fixed"] // Partition[#, {3, 3}, {1, 1}] & // Map[Mean[Flatten[#]] &, #, {2}] &
Print["a blurred spot: ", InputForm[blur[CenterArray[{{9}}, {4, 4}]]]];
Print["edges: ", ListConvolve[{{1, 0, -1}}, {{0, 0, 5, 5, 5, 0, 0}}]];
