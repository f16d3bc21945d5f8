"""Data structures that change in place."""

import heapq
from collections import deque

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from luperca import Session
from luperca.interpreter.structures import KINDS

SESSION = Session()
quick = settings(max_examples=60, deadline=None)


def after(kind, text, given="Sequence[]"):
    return Session().evaluate_wrap(f'ds = CreateDataStructure["{kind}", {given}]; {text}').text


@pytest.mark.parametrize(
    ("kind", "given", "text", "result"),
    [
        ("Counter", "5", '{ds["Increment"], ds["PreIncrement"], ds["Decrement"], ds["PreDecrement"], ds["AddTo", 3], '
         'ds["SubtractFrom", 1], ds["Get"], ds["Set", 9], Normal[ds]}', "{5, 7, 7, 5, 8, 7, 7, 9, 9}"),
        ("Value", "x", '{ds["Get"], ds["Set", y], ds["Get"]}', "{x, y, y}"),
        ("Stack", "{1, 2}", 'ds["Push", 3]; {ds["Peek"], ds["Pop"], ds["Length"], ds["Elements"]}',
         "{3, 3, 2, {1, 2}}"),
        ("Queue", "{1, 2}", 'ds["Push", 3]; ds["PushList", {4}]; {ds["Peek"], ds["Pop"], ds["Elements"], '
         'ds["Fold", f, 0]}', "{1, 1, {2, 3, 4}, f[f[f[0, 2], 3], 4]}"),
        ("Deque", "{1, 2, 3}", 'ds["PushFront", 0]; {ds["PopBack"], ds["PopFront"], ds["PeekFront"], ds["PeekBack"]}',
         "{3, 0, 1, 2}"),
        ("PriorityQueue", "{2, 5, 1}", 'ds["Push", 4]; Table[ds["Pop"], {4}]', "{5, 4, 2, 1}"),
        ("PriorityQueue", "{2, 5, 1}, Greater", 'c = ds["Copy"]; ds["DropAll"]; {Table[c["Pop"], {3}], ds["EmptyQ"]}',
         "{{1, 2, 5}, True}"),
        ("DynamicArray", "{a, b}", 'ds["Append", c]; ds["Prepend", z]; ds["Insert", y, 2]; ds["SetPart", -1, d]; '
         'ds["SwapPart", 1, 2]; ds["Delete", 3]; {ds["Part", 1], ds["Elements"]}', "{y, {y, z, b, d}}"),
        ("DynamicArray", "{}", 'ds["JoinBack", {1, 2}]; ds["JoinFront", {0}]; ds["DropLast"]; Normal[ds]', "{0, 1}"),
        ("FixedArray", "2", 'ds["SetPart", 1, x]; ds["Elements"]', "{x, Null}"),
        ("HashSet", "{1, 2}", '{ds["Insert", 2], ds["Insert", 3], ds["Delete", 1], ds["Delete", 1], ds["MemberQ", 3], '
         'ds["Elements"]}', "{False, True, True, False, True, {2, 3}}"),
        ("OrderedHashSet", "{1, 2, 3}", 'ds["Union", {5}]; ds["Intersection", {2, 3, 5}]; ds["Complement", {3}]; '
         '{ds["Elements"], ds["SubsetQ", CreateDataStructure["HashSet", {5}]], ds["Pop"]}', "{{2, 5}, True, 2}"),
        ("HashSet", "{1, 1., 1}", 'ds["Length"]', "2"),
        ("DisjointSet", "Sequence[]", 'Scan[ds["Insert", #] &, Range[4]]; ds["Unify", 1, 3]; '
         '{ds["CommonSubsetQ", 1, 3], '
         'ds["CommonSubsetQ", 1, 2], ds["Subsets"]}', "{True, False, {{1, 3}, {2}, {4}}}"),
        ("HashTable", "<|a -> 1|>", 'ds["Insert", b -> 2]; ds["Insert", a -> 3]; {ds["Lookup", a], ds["Lookup", c], '
         'ds["Lookup", c, f], ds["KeyExistsQ", b], ds["KeyDrop", b], ds["Keys"], ds["Values"], Normal[ds]}',
         "{3, Missing[KeyAbsent, c], f[c], True, True, {a}, {3}, <|a -> 3|>}"),
        ("Stack", "{}", 'c = ds["Copy"]; ds["Push", 1]; {c["Length"], c === ds, ds === ds}', "{0, False, True}"),
        ("Stack", "{}", "other = ds; other[\"Push\", 1]; ds[\"Length\"]", "1"),
        ("Stack", "{1}", "ToExpression[ToString[ds, InputForm]] === ds", "True"),
        ("Stack", "{1}", '{Information[ds, "Type"], MemberQ[Information[ds, "Operations"], "Push"]}', "{Stack, True}"),
        ("Queue", "{1}", "{ds}", "{DataStructure[Queue, <>]}"),
        ("Queue", "{1}", "ds", "DataStructure[\n  Type:   Queue\n  Length: 1\n]"),
        ("Queue", "{1}", "MatchQ[ds, _DataStructure]", "True"),
        ("Queue", "{}", 'f[x_] := (ds["Push", x]; x); Map[f, Range[3]]; ds["Elements"]', "{1, 2, 3}"),
    ],
)  # fmt: skip
def test_operations(kind, given, text, result):
    assert after(kind, text, given) == result


@pytest.mark.parametrize(
    ("text", "name", "result"),
    [
        ('CreateDataStructure["Stack"]["Pop"]', "DataStructure::empty", "$Failed"),
        ('CreateDataStructure["Stack"]["Fly"]', "DataStructure::op", "$Failed"),
        ('CreateDataStructure["Stack"]["Push"]', "DataStructure::args", "$Failed"),
        ('CreateDataStructure["DynamicArray"]["Part", 1]', "DataStructure::part", "$Failed"),
        ('CreateDataStructure["HashTable"]["Insert", 1]', "DataStructure::rule", "$Failed"),
        ('CreateDataStructure["DisjointSet"]["Unify", 1, 2]', "DataStructure::absent", "$Failed"),
        ('CreateDataStructure["Heap"]', "CreateDataStructure::kind", "CreateDataStructure[Heap]"),
        ('CreateDataStructure["Stack", 1]', "CreateDataStructure::list", "CreateDataStructure[Stack, 1]"),
        ('CreateDataStructure["Counter", x]', "CreateDataStructure::int", "CreateDataStructure[Counter, x]"),
        ('CreateDataStructure["Stack", {}, {}]', "CreateDataStructure::args", "CreateDataStructure[Stack, {}, {}]"),
    ],
)
def test_complaints(text, name, result):
    found = SESSION.evaluate_wrap(text)
    assert (found.messages_name, found.text) == ([name], result)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_can_be_made_copied_and_shown(kind):
    text = '{ds["Copy"] === ds, DataStructureQ[ds, "' + kind + '"], Head[ds]}'
    assert after(kind, text) == "{True, True, DataStructure}"


STEPS = st.lists(st.one_of(st.integers(-9, 9), st.none()), max_size=30)  # a number is pushed, None takes one


@quick
@given(STEPS)
def test_queues_do_what_those_of_other_programs_do(steps):
    kinds = ("Stack", "Queue", "PriorityQueue")
    made = {kind: SESSION.evaluate_wrap(f'CreateDataStructure["{kind}"]').expr for kind in kinds}
    stack, queue, heap = [], deque(), []
    call = {kind: SESSION.function("Function[Null, #1[##2]]") for kind in made}
    for step in steps:
        if step is not None:
            for kind, ds in made.items():
                call[kind](ds, "Push", step)
            stack.append(step)
            queue.append(step)
            heapq.heappush(heap, -step)
        elif stack:
            assert call["Stack"](made["Stack"], "Pop") == stack.pop()
            assert call["Queue"](made["Queue"], "Pop") == queue.popleft()
            assert call["PriorityQueue"](made["PriorityQueue"], "Pop") == -heapq.heappop(heap)
    assert call["Stack"](made["Stack"], "Length") == len(stack)
