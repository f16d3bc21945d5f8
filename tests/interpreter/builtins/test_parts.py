"""Parts of expressions: reading them, and assigning to them without touching anyone else's value."""

import pytest

READ = [
    ("{a, b, c}[[2]]", "b"),
    ("{a, b, c}[[-1]]", "c"),
    ("{a, b, c}[[0]]", "List"),
    ("f[a, b][[0]]", "f"),
    ("(1/2)[[0]]", "Rational"),
    ("{a, b}[[]]", "{a, b}"),
    ("{{1, 2}, {3, 4}}[[2, 1]]", "3"),
    ("{{1, 2}, {3, 4}}[[All, 2]]", "{2, 4}"),
    ("{{1, 2}, {3, 4}}[[All, All]]", "{{1, 2}, {3, 4}}"),
    ("{{1, 2}, {3, 4}}[[;; , 1]]", "{1, 3}"),
    ("{a, b, c, d}[[{1, -1}]]", "{a, d}"),
    ("{a, b, c, d}[[{}]]", "{}"),
    ("f[a, b, c][[{3, 1}]]", "f[c, a]"),
    ("{a, b, c, d}[[2 ;; 3]]", "{b, c}"),
    ("{a, b, c, d}[[;; ;; 2]]", "{a, c}"),
    ("{a, b, c, d}[[-2 ;;]]", "{c, d}"),
    ("{a, b, c, d}[[;; -2]]", "{a, b, c}"),
    ("{a, b, c, d}[[3 ;; 2]]", "{}"),
    ("{a, b, c, d}[[4 ;; 1 ;; -1]]", "{d, c, b, a}"),
    ("{a, b, c, d}[[;; ;; -1]]", "{d, c, b, a}"),
    ("{a, b, c, d}[[-1 ;; 1 ;; -2]]", "{d, b}"),
    ("{{a, b}, {c, d}, {e, f}}[[2 ;;, 1]]", "{c, e}"),
    ("{{a, b}, {c}}[[{1, 2}, 1]]", "{a, c}"),
    ("Range[20][[5]]", "5"),
    ("Range[20][[-3 ;;]]", "{18, 19, 20}"),
    ("Range[20][[{1, 20}]]", "{1, 20}"),
    ("Partition[Range[20], 5][[2, 3]]", "8"),
    ("Partition[Range[20], 5][[All, 1]]", "{1, 6, 11, 16}"),
    ("Partition[Range[20], 5][[{1, -1}, 2 ;; 3]]", "{{2, 3}, {17, 18}}"),
    ('<|"a" -> 1, "b" -> 2|>[["b"]]', "2"),
    ("<|a -> 1, b -> 2|>[[Key[b]]]", "2"),
    ("<|a -> 1, b -> 2|>[[1]]", "1"),
    ("<|a -> 1, b -> 2, c -> 3|>[[2 ;;]]", "<|b -> 2, c -> 3|>"),
    ('<|"a" -> 1, "b" -> 2|>[[{"b"}]]', '<|"b" -> 2|>'),
    ('<|"a" -> {1, 2}, "b" -> {3, 4}|>[[All, 1]]', '<|"a" -> 1, "b" -> 3|>'),
    ('<|"a" -> <|"b" -> 5|>|>[["a", "b"]]', "5"),
    ('<|"a" -> 1|>[["z"]]', 'Missing["KeyAbsent", "z"]'),
    ('{<|"k" -> 1|>, <|"k" -> 2|>}[[All, "k"]]', "{1, 2}"),
    ("Extract[{a, {b, c}}, {2, 1}]", "b"),
    ("Extract[{a, {b, c}}, {{1}, {2, 2}}]", "{a, c}"),
    ("Extract[Hold[1 + 1, 2], 1, Hold]", "Hold[1 + 1]"),
    ("Extract[2][{a, b}]", "b"),
]


@pytest.mark.parametrize("text, result", READ)
def test_part(ask, text, result):
    assert ask(text) == result
    assert ask.messages == []


FAIL = [
    ("{a, b}[[3]]", "Part::partw"),
    ("{a, b}[[-3]]", "Part::partw"),
    ("{{1}, {2}}[[All, 2]]", "Part::partw"),
    ("Range[20][[21]]", "Part::partw"),
    ("5[[1]]", "Part::partd"),
    ("{a, b}[[1, 1]]", "Part::partd"),
    ("{a, b, c}[[2 ;; 5]]", "Part::take"),
    ("{a, b, c}[[1 ;; 2 ;; 0]]", "Part::span"),
    ("{a, b}[[x]]", "Part::pkspec1"),
    ('{a, b}[["x"]]', "Part::pkspec1"),
    ("Extract[{a}, {1, 2}]", "Extract::partd"),
]


@pytest.mark.parametrize("text, message", FAIL)
def test_missing_part_stays(ask, text, message):
    head = message.partition("::")[0]
    assert ask(f"Head[{text}]") == head
    assert ask.messages == [message]


WRITE = [
    ("v = {1, 2, 3}; v[[2]] = x; v", "{1, x, 3}"),
    ("v = {1, 2, 3}; v[[-1]] = x; v", "{1, 2, x}"),
    ("v = {1, 2, 3}; v[[0]] = f; v", "f[1, 2, 3]"),
    ("v = {1, 2, 3}; v[[2 ;;]] = {x, y}; v", "{1, x, y}"),
    ("v = {1, 2, 3}; v[[{1, 3}]] = 0; v", "{0, 2, 0}"),
    ("v = {1, 2, 3}; v[[All]] = z; v", "{z, z, z}"),
    ("m = {{1, 2}, {3, 4}}; m[[All, 2]] = {x, y}; m", "{{1, x}, {3, y}}"),
    ("m = {{1, 2}, {3, 4}}; m[[1]] = 0; m", "{0, {3, 4}}"),
    ("m = {{1, 2}, {3, 4}}; m[[{1, 2}, {2, 1}]] = {{p, q}, {r, s}}; m", "{{q, p}, {s, r}}"),
    (
        "m = ConstantArray[0, {5, 5}]; m[[2]] = Range[5]; m[[All, 3]] = 9; m[[1 ;; 3]]",
        "{{0, 0, 9, 0, 0}, {1, 2, 9, 4, 5}, {0, 0, 9, 0, 0}}",
    ),
    ("v = Range[20]; v[[;; ;; 2]] = Range[10]; v[[1 ;; 6]]", "{1, 2, 2, 4, 3, 6}"),
    ("v = Range[20]; v[[3]] = 2^70; v[[3]] - 2^70", "0"),
    ("v = Range[20]; v[[3]] = 1.5; v[[2 ;; 4]]", "{2, 1.5, 4}"),
    ("v = N[Range[20]]; v[[3]] = 5; v[[2 ;; 4]]", "{2., 5, 4.}"),
    ("v = Range[20]; v[[3]] += 10; v[[3]]++; v[[3]]", "14"),
    ("v = Range[20]; {v[[1]], v[[2]]} = {v[[2]], v[[1]]}; v[[1 ;; 3]]", "{2, 1, 3}"),
    ('a = <|"x" -> 1|>; a[["y"]] = 2; a["x"] = 7; a', '<|"x" -> 7, "y" -> 2|>'),
    ('a = <|"x" -> {1, 2}|>; a[["x", 2]] = 5; a', '<|"x" -> {1, 5}|>'),
    ('a = <|"x" -> {1, 2}|>; a["x"][[2]] = 5; a', '<|"x" -> {1, 5}|>'),
    ("a = <|x -> 1, y -> 2|>; a[[2]] = 5; a", "<|x -> 1, y -> 5|>"),
    ("v = Table[q, {40}]; v[[3]] = {1, 2}; v[[3, 1]] = 8; v[[2 ;; 4]]", "{q, {8, 2}, q}"),
    ("v = Table[q, {40}]; v[[3]] = r; q = 5; v[[2 ;; 3]]", "{5, r}"),
    ("v = Table[q, {40}]; v[[3]] = r; v[[4 ;; 5]] = s; v[[2 ;; 6]]", "{q, r, s, s, q}"),
    ("v = Table[q, {40}]; v[[3]] = r; Clear[v]; v", "v"),
    ("v = Table[q, {40}]; v[[3]] = r; Block[{v = 2}, v]; v[[3]]", "r"),
    ("v = Table[q, {40}]; v[[3]] = Nothing; Length[v]", "39"),
    ("f[x_] := Module[{y = x}, y[[1]] = 0; Total[y]]; v = Range[20]; {f[v], v[[1]]}", "{209, 1}"),
    ("Do[s[k] = Range[20]; s[k]; t = s[k]; t[[k]] = 0, {k, 2}]; {s[1][[1]], t[[2]]}", "{1, 0}"),
]


@pytest.mark.parametrize("text, result", WRITE)
def test_part_assignment(ask, text, result):
    assert ask(text) == result
    assert ask.messages == []


@pytest.mark.parametrize(
    "make", ["Range[20]", "N[Range[20]]", "Table[q, {40}]", "{1, 2, 3, 4}", "Partition[Range[40], 2]"]
)
@pytest.mark.parametrize(
    "keep",
    [
        "w = v",
        "w = {v}[[1]]",
        "w = Identity[v]",
        "h[v]; w = v",
        "w = <|a -> v|>[a]",
        "w = v[[1 ;; 4]]",
        "w = Drop[v, 0]",
    ],
)
def test_other_holders_keep_their_value(ask, make, keep):
    ask(f"v = {make}; old = ToString[v[[1 ;; 4]], InputForm]; {keep}; Do[v[[i]] = 77, {{i, 3}}]")
    assert ask("ToString[w[[1 ;; 4]], InputForm] === old") == "True"
    assert ask("v[[1 ;; 3]]") == "{77, 77, 77}"


def test_a_value_shown_before_is_not_changed(ask):
    ask("v = Range[20]")
    ask("v[[1]] = 0")
    assert ask("%%[[1]]") == "1"


REFUSED = [
    ("{1, 2}[[1]] = 3", "Set::setps"),
    ("nobody[[1]] = 3", "Set::noval"),
    ("v = {1, 2}; v[[5]] = 0", "Part::partw"),
    ("v = Range[20]; v[[25]] = 0", "Part::partw"),
    ("v = {1, 2, 3}; v[[1 ;; 2]] = {1, 2, 3}", "Set::shape"),
    ("v = Range[20]; v[[1 ;; 2]] = Range[3]", "Set::shape"),
]


@pytest.mark.parametrize("text, message", REFUSED)
def test_assignment_that_fails(ask, text, message):
    ask(text)
    assert ask.messages == [message]


def test_failed_assignment_changes_nothing(ask):
    ask("v = Range[20]; v[[30]] = 1; v[[1 ;; 3]] = {1, 2}")
    assert ask("v === Range[20]") == "True"
