"""Graphs: how they are made, asked and changed, and the ways through them."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca import Session

SESSION = Session()
quick = settings(max_examples=60, deadline=None)


def shown(text):
    return SESSION.evaluate_wrap(text).text


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("Graph[{1 -> 2, 2 <-> 3}] // FullForm",
         "Graph[List[1, 2, 3], List[DirectedEdge[1, 2], UndirectedEdge[2, 3]]]"),
        ("Graph[{3, 2, 1}, {1 -> 2}] // VertexList", "{3, 2, 1}"),
        ("Graph[{a, b}, {a -> b}, VertexLabels -> \"Name\"] // InputForm",
         'Graph[{a, b}, {DirectedEdge[a, b]}, VertexLabels -> "Name"]'),
        ("ToExpression[ToString[#, InputForm]] === # & @ Graph[{a <-> b, b -> c}, EdgeWeight -> {1, 2}]", "True"),
        ("Graph[Graph[{1 -> 2}], EdgeWeight -> {5}] // WeightedGraphQ", "True"),
        ("{AtomQ[#], Head[#], GraphQ[#]} & @ Graph[{1 -> 2}]", "{True, Graph, True}"),
        ("Graph[{DirectedEdge[1, 2, \"x\"], DirectedEdge[1, 2, \"y\"]}] // EdgeCount", "2"),
        ("Graph[{1 -> 2}] === Graph[{1 -> 2}]", "True"),
        ("VertexList[{1 -> 2, 2 -> 3}, _?OddQ]", "{1, 3}"),
        ("{#[[1]], #[[1, 2]], Length[#[[2]]]} & @ Graph[{a -> b}]", "{{a, b}, b, 1}"),
        ("EdgeCount[{1 -> 2, 2 -> 3}, DirectedEdge[_, 3]]", "1"),
        ("{EdgeQ[{1 <-> 2}, 2 <-> 1], EdgeQ[{1 -> 2}, 2 -> 1], EdgeQ[{1 <-> 2}, 1 -> 2]}", "{True, False, True}"),
        ("{VertexIndex[{a -> b}, b], EdgeIndex[{a -> b, b <-> c}, c <-> b]}", "{2, 2}"),
        ("VertexDegree[{1 <-> 2, 1 -> 3, 3 -> 3}]", "{2, 1, 3}"),
        ("{VertexInDegree[{1 -> 2, 1 <-> 3}], VertexOutDegree[{1 -> 2, 1 <-> 3}, 1]}", "{{1, 1, 1}, 2}"),
        ("AdjacencyMatrix[{1 <-> 2, 2 -> 3, 2 -> 3}] // Normal", "{{0, 1, 0}, {1, 0, 2}, {0, 0, 0}}"),
        ("IncidenceMatrix[{1 <-> 2, 2 -> 3, 3 -> 3}] // Normal", "{{1, 0, 0}, {1, -1, 0}, {0, 1, -2}}"),
        ("WeightedAdjacencyMatrix[Graph[{1 <-> 2}, EdgeWeight -> {w}]] // Normal", "{{0, w}, {w, 0}}"),
        ("AdjacencyGraph[{{0, 1}, {1, 0}}] // UndirectedGraphQ", "True"),
        ("AdjacencyGraph[{{0, 2}, {0, 0}}] // EdgeRules", "{1 -> 2, 1 -> 2}"),
        ("AdjacencyGraph[AdjacencyMatrix[CycleGraph[4]]] === CycleGraph[4]", "True"),
        ("AdjacencyList[{1 -> 2, 3 -> 1}]", "{{2, 3}, {1}, {1}}"),
        ("{PropertyValue[{#, 1 <-> 2}, EdgeWeight], PropertyValue[{#, 2}, VertexWeight], "
         'PropertyValue[#, EdgeWeight], PropertyValue[#, "x"]} & @ Graph[{1 <-> 2}, EdgeWeight -> {7}]',
         "{7, $Failed, {7}, $Failed}"),
        ("PropertyValue[{Graph[{Property[1 -> 2, EdgeWeight -> 3], 2 -> 3}], 2 -> 3}, EdgeWeight]", "1"),
        ("AnnotationValue[{Graph[{1 -> 2}, EdgeWeight -> {(1 -> 2) -> 4}], 1 -> 2}, EdgeWeight]", "4"),
        # made by name
        ("EdgeCount /@ {CompleteGraph[6], CycleGraph[6], PathGraph[6], GridGraph[{2, 3, 4}], StarGraph[6], "
         "WheelGraph[6], HypercubeGraph[4], KaryTree[6, 3]}", "{15, 6, 5, 46, 5, 10, 32, 5}"),
        ("EdgeCount[CompleteGraph[4, DirectedEdges -> True]]", "12"),
        ("BipartiteGraphQ[CompleteGraph[{2, 3}]]", "True"),
        ("SeedRandom[1]; Union[EdgeCount /@ RandomGraph[{8, 28}, 3]]", "{28}"),
        ("EdgeCount[RandomGraph[BernoulliGraphDistribution[10, 1]]]", "45"),
        ("SimpleGraphQ[RandomGraph[{9, 50}, DirectedEdges -> True]]", "True"),
        # questions
        ("{ConnectedGraphQ[{1 -> 2, 2 -> 1}], ConnectedGraphQ[{1 -> 2}], WeaklyConnectedGraphQ[{1 -> 2}]}",
         "{True, False, True}"),
        ("{AcyclicGraphQ[{1 -> 2, 1 -> 3, 2 -> 3}], AcyclicGraphQ[{1 <-> 2, 1 <-> 3, 2 <-> 3}], "
         "AcyclicGraphQ[{1 -> 2, 2 <-> 1}]}", "{True, False, False}"),
        ("{PathGraphQ[{1 -> 2, 3 -> 2}], PathGraphQ[{1 <-> 2, 3 <-> 2}], TreeGraphQ[KaryTree[9]]}",
         "{False, True, True}"),
        ("{GraphQ[1], DirectedGraphQ[1], EmptyGraphQ[Graph[{1}, {}]]}", "{False, False, True}"),
        # ways
        ("FindShortestPath[GridGraph[{3, 3}], 1, 9] // Length", "5"),
        ("FindShortestPath[{1 -> 2}, 2, 1]", "{}"),
        ("FindShortestPath[Graph[{1 -> 2, 2 -> 3, 1 -> 3}, EdgeWeight -> {1, 1, 5}], 1, 3]", "{1, 2, 3}"),
        ("GraphDistance[Graph[{1 -> 2, 2 -> 3}, EdgeWeight -> {1/2, 2/3}], 1, 3]", "7/6"),
        ("FindShortestPath[{1 -> 2, 1 -> 3}, 1, All]", "<|1 -> {1}, 2 -> {1, 2}, 3 -> {1, 3}|>"),
        ("GraphDistanceMatrix[PathGraph[3]]", "{{0, 1, 2}, {1, 0, 1}, {2, 1, 0}}"),
        ("{GraphDiameter[#], GraphRadius[#], VertexEccentricity[#, 1]} & @ PathGraph[6]", "{5, 3, 5}"),
        ("GraphDiameter[{1 -> 2}]", "Infinity"),
        ("Length[FindPath[CompleteGraph[4], 1, 4, Infinity, All]]", "5"),
        ("FindPath[CompleteGraph[4], 1, 4, {2}, All]", "{{1, 2, 4}, {1, 3, 4}}"),
        ("ConnectedComponents[{1 -> 2, 2 -> 3, 3 -> 1, 3 -> 4}]", "{{1, 2, 3}, {4}}"),
        ("ConnectedComponents[{1 <-> 2, 3 <-> 4}, 3]", "{{3, 4}}"),
        ("WeaklyConnectedComponents[Graph[{1, 2, 3}, {2 -> 3}]]", "{{2, 3}, {1}}"),
        ("VertexOutComponent[{1 -> 2, 2 -> 3, 3 -> 4}, 1, 2]", "{1, 2, 3}"),
        ("VertexInComponent[{1 -> 2, 2 -> 3, 3 -> 4}, 4, {2}]", "{2}"),
        ("FindCycle[{1 -> 2, 2 -> 3}]", "{}"),
        ("Length[FindCycle[CompleteGraph[5], {3}, All]]", "10"),
        ("Length /@ FindCycle[{CycleGraph[5], 2}]", "{5}"),
        ("FindCycle[{1 <-> 2, 2 <-> 1}] // Length", "1"),
        ("FindCycle[{1 <-> 2}]", "{}"),
        ("EdgeCount[FindSpanningTree[GridGraph[{3, 3}]]]", "8"),
        ("BreadthFirstScan[GridGraph[{2, 2}], 1]", "{1, 1, 1, 2}"),
        ("Reap[DepthFirstScan[{1 -> 2, 2 -> 3, 3 -> 1}, 1, {\"BackEdge\" -> Sow, \"PostvisitVertex\" -> Sow}]][[2, 1]] "
         "/. DirectedEdge -> List", "{{3, 1}, 3, 2, 1}"),
        ("Reap[BreadthFirstScan[{1 -> 2, 2 -> 3}, 1, \"DiscoverVertex\" -> (Sow[{##}] &)]][[2, 1]]",
         "{{1, 1, 0}, {2, 1, 1}, {3, 2, 2}}"),
        # changes
        ("EdgeList[EdgeAdd[PathGraph[3], 3 <-> 1]] // Length", "3"),
        ("PropertyValue[EdgeAdd[Graph[{1 -> 2}, EdgeWeight -> {5}], 2 -> 3], EdgeWeight]", "{5, 1}"),
        ("EdgeRules[EdgeDelete[{1 -> 2, 2 -> 3, 3 -> 1}, DirectedEdge[_, 3 | 1]]]", "{1 -> 2}"),
        ("PropertyValue[EdgeDelete[Graph[{1 -> 2, 2 -> 3}, EdgeWeight -> {5, 6}], 1 -> 2], EdgeWeight]", "{6}"),
        ("VertexList[VertexDelete[{1 -> 2, 2 -> 3}, _?OddQ]]", "{2}"),
        ("EdgeRules[VertexReplace[{1 -> 2, 2 -> 3}, 2 -> x]]", "{1 -> x, x -> 3}"),
        ("VertexList[IndexGraph[{a -> b, b -> c}, 5]]", "{5, 6, 7}"),
        ("EdgeRules[Subgraph[{1 -> 2, 2 -> 3, 3 -> 1}, {1 -> 2, 2 -> 3}]]", "{1 -> 2, 2 -> 3}"),
        ("VertexList[Subgraph[CompleteGraph[5], _?OddQ]]", "{1, 3, 5}"),
        ("VertexCount[NeighborhoodGraph[PathGraph[9], 5, 2]]", "5"),
        ("EdgeCount /@ {GraphUnion[#1, #2], GraphIntersection[#1, #2], GraphDifference[#1, #2]} & [PathGraph[4], "
         "CycleGraph[4]]", "{4, 3, 0}"),
        ("EdgeRules[GraphComplement[PathGraph[3]]]", "{1 -> 3}"),
        ("EdgeCount[UndirectedGraph[{1 -> 2, 2 -> 1, 2 -> 3}]]", "2"),
        ("EdgeRules[DirectedGraph[PathGraph[2]]]", "{1 -> 2, 2 -> 1}"),
        ("EdgeCount[SimpleGraph[{1 <-> 2, 2 <-> 1, 1 <-> 1}]]", "1"),
        ("GraphEmbedding[Graph[{1 -> 2}, VertexCoordinates -> {{0, 0}, {1, 2}}]]", "{{0., 0.}, {1., 2.}}"),
    ],
)  # fmt: skip
def test_values(text, result):
    found = SESSION.evaluate_wrap(text)
    assert (found.text, found.messages_name) == (result, [])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Graph[{1, 2}]", "Graph::edge"),
        ("Graph[x]", "Graph::arg"),
        ("VertexList[x]", "VertexList::graph"),
        ("VertexDegree[{1 -> 2}, 3]", "VertexDegree::inv"),
        ("VertexIndex[{1 -> 2}, 3]", "VertexIndex::inv"),
        ("EdgeIndex[{1 -> 2}, 2 -> 1]", "EdgeIndex::inv"),
        ("FindShortestPath[{1 -> 2}, 1, 3]", "FindShortestPath::inv"),
        ("GraphDistance[Graph[{1 -> 2}, EdgeWeight -> {-1}], 1]", "GraphDistance::weights"),
        ("TopologicalSort[CycleGraph[3]]", "TopologicalSort::dag"),
        ("FindCycle[{1 -> 2}, x]", "FindCycle::kspec"),
        ("CompleteGraph[0]", "CompleteGraph::size"),
        ("RandomGraph[{3, 9}]", "RandomGraph::rand"),
        ("AdjacencyGraph[{{1, 2}}]", "AdjacencyGraph::matsq"),
        ("EdgeAdd[{1 -> 2}, 3]", "EdgeAdd::edge"),
        ("EdgeDelete[{1 -> 2}, 2 -> 3]", "EdgeDelete::noedge"),
        ("VertexDelete[{1 -> 2}, 3]", "VertexDelete::inv"),
        ("BreadthFirstScan[{1 -> 2}, 1, \"Nothing\" -> f]", "BreadthFirstScan::event"),
        ("GraphEmbedding[{1 -> 2}, \"Nowhere\"]", "GraphEmbedding::layout"),
    ],
)  # fmt: skip
def test_complaints(text, name):
    assert SESSION.evaluate_wrap(text).messages_name == [name]


# ---- properties ------------------------------------------------------------------------------------------------------

PAIRS = st.lists(st.tuples(st.integers(1, 7), st.integers(1, 7)), max_size=14)


def graph_text(pairs, arrow, n=7):
    edges = ", ".join(f"{a} {arrow} {b}" for a, b in pairs)
    return f"Graph[{{{', '.join(map(str, range(1, n + 1)))}}}, {{{edges}}}]"


def closure(pairs, n=7):
    """Which vertex reaches which (S. Warshall, 1962)."""
    reach = {(i, i) for i in range(1, n + 1)} | set(pairs)
    for k in range(1, n + 1):
        for i in range(1, n + 1):
            for j in range(1, n + 1):
                if (i, k) in reach and (k, j) in reach:
                    reach.add((i, j))
    return reach


@quick
@given(PAIRS)
def test_an_order_respects_the_edges(pairs):
    pairs = [(a, b) for a, b in pairs if a < b]
    order = list(SESSION.evaluate(f"TopologicalSort[{graph_text(pairs, '->')}]"))
    assert sorted(order) == list(range(1, 8))
    assert all(order.index(a) < order.index(b) for a, b in pairs)


@quick
@given(PAIRS)
def test_components_reach_one_another(pairs):
    reach = closure(pairs)
    found = SESSION.evaluate(f"ConnectedComponents[{graph_text(pairs, '->')}]")
    parts = {frozenset(int(v) for v in part) for part in found}
    wanted = {frozenset(j for j in range(1, 8) if (i, j) in reach and (j, i) in reach) for i in range(1, 8)}
    assert parts == wanted
    sizes = [len(part) for part in found]
    assert sizes == sorted(sizes, reverse=True)
    cyclic = any(a == b for a, b in pairs) or any(len(part) > 1 for part in parts)
    assert SESSION.evaluate(f"AcyclicGraphQ[{graph_text(pairs, '->')}]") is (not cyclic or not pairs)
    assert (SESSION.evaluate(f"FindCycle[{graph_text(pairs, '->')}]") != []) is cyclic


@quick
@given(PAIRS, st.integers(1, 7), st.integers(1, 7))
def test_shortest_paths_are_paths_and_as_long_as_the_distance(pairs, s, t):
    text = graph_text(pairs, "->")
    path = [int(v) for v in SESSION.evaluate(f"FindShortestPath[{text}, {s}, {t}]")]
    distance = SESSION.evaluate(f"GraphDistance[{text}, {s}, {t}]")
    if not path:
        assert distance == float("inf") and (s, t) not in closure(pairs)
        return
    assert len(path) - 1 == distance and (path[0], path[-1]) == (s, t)
    assert all(step in pairs for step in zip(path, path[1:]))
    others = [p for k in range(2, len(path)) for p in permutations(range(1, 8), k) if (p[0], p[-1]) == (s, t)]
    assert not any(all(step in pairs for step in zip(p, p[1:])) for p in others)


@quick
@given(PAIRS)
def test_matrices_and_degrees(pairs):
    for arrow in ("->", "<->"):
        text = graph_text(pairs, arrow)
        degrees = [sum((a == v) + (b == v) for a, b in pairs) for v in range(1, 8)]
        assert list(SESSION.evaluate(f"VertexDegree[{text}]")) == degrees
        again = SESSION.evaluate(f"Normal[AdjacencyMatrix[AdjacencyGraph[AdjacencyMatrix[{text}]]]]")
        assert (again == SESSION.evaluate(f"Normal[AdjacencyMatrix[{text}]]")).all()
    assert list(SESSION.evaluate(f"VertexInDegree[{graph_text(pairs, '->')}]")) == [
        sum(b == v for _, b in pairs) for v in range(1, 8)
    ]


@quick
@given(PAIRS)
def test_spanning_trees(pairs):
    text = graph_text(pairs, "<->")
    parts = len(SESSION.evaluate(f"ConnectedComponents[{text}]"))
    tree = f"FindSpanningTree[{text}]"
    found = SESSION.evaluate(f"{{EdgeCount[{tree}], Length[ConnectedComponents[{tree}]]}}")
    assert found.tolist() == [7 - parts, parts]


def test_a_minimum_spanning_tree_of_known_weight():
    edges = "{1 <-> 2, 1 <-> 3, 2 <-> 3, 2 <-> 4, 3 <-> 4, 3 <-> 5, 4 <-> 5, 4 <-> 6, 5 <-> 6}"
    graph = f"Graph[{edges}, EdgeWeight -> {{4, 2, 1, 5, 8, 10, 2, 6, 3}}]"
    assert SESSION.evaluate(f"Total[PropertyValue[FindSpanningTree[{graph}], EdgeWeight]]") == 13


def test_deep_graphs_need_no_deep_stack():
    text = "{Length[ConnectedComponents[#]], GraphDistance[#, 1, 5000]} & @ PathGraph[5000, DirectedEdges -> True]"
    assert SESSION.evaluate(text).tolist() == [5000, 4999]
