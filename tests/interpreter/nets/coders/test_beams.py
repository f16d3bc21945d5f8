"""The "CTCBeamSearch" decoder against all paths, and against another program's losses."""

import itertools
import json
import math
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest
from luperca.interpreter.nets.coders.beams import search

STORED = Path(__file__).parents[3] / "reference" / "coders" / "beams.json"
B = 'd = NetDecoder[{"CTCBeamSearch", {a, b}}]; p = {{0.4, 0., 0.6}, {0.4, 0., 0.6}}; '


def all_paths(p):
    """The probability of every sequence, by writing out the paths."""
    steps, classes = p.shape
    found = defaultdict(float)
    for path in itertools.product(range(classes), repeat=steps):
        spelt = tuple(c for c, _ in itertools.groupby(path) if c != classes - 1)
        found[spelt] += math.prod(p[t, c] for t, c in enumerate(path))
    return sorted(found.items(), key=lambda pair: -pair[1])


@pytest.mark.parametrize(("steps", "classes"), [(1, 2), (2, 2), (3, 2), (5, 2), (4, 3), (6, 3), (4, 4)])
def test_all_paths(steps, classes):
    rng = np.random.default_rng(steps * 10 + classes)
    p = rng.dirichlet(np.ones(classes), size=steps)
    wanted = all_paths(p)
    found = search(p, 10**6)
    assert [labels for labels, _ in found] == [labels for labels, _ in wanted]
    assert [math.exp(logs) for _, logs in found] == pytest.approx([q for _, q in wanted], rel=1e-12)


def test_a_narrow_beam_is_a_bound_that_grows():
    rng = np.random.default_rng(3)
    for _ in range(5):
        p = rng.dirichlet(np.ones(4), size=6)
        exact = dict(all_paths(p))
        last = -math.inf
        for size in (2, 5, 20, 10**6):
            found = search(p, size)
            assert len(found) <= size
            assert all(math.exp(logs) <= exact[labels] * (1 + 1e-9) for labels, logs in found)
            assert [logs for _, logs in found] == sorted((logs for _, logs in found), reverse=True)
            best = found[0][1]
            last = max(last, best)
        assert last == pytest.approx(math.log(all_paths(p)[0][1]))


def test_stored_losses():
    for case in json.loads(STORED.read_text(encoding="utf-8")):
        found = search(np.array(case["p"]), 10**6)[: len(case["best"])]
        assert [list(labels) for labels, _ in found] == [labels for labels, _ in case["best"]]
        assert [-logs for _, logs in found] == pytest.approx([loss for _, loss in case["best"]], rel=1e-6)


def test_the_usual_beam_finds_what_is_likely():
    """With the default size the losses are those of the whole search as far as they are shown."""
    for case in json.loads(STORED.read_text(encoding="utf-8"))[1:]:
        found = search(np.array(case["p"]), 100)[:3]
        assert [list(labels) for labels, _ in found] == [labels for labels, _ in case["best"][:3]]
        assert [-logs for _, logs in found] == pytest.approx([loss for _, loss in case["best"][:3]], rel=1e-3)


@pytest.mark.parametrize(
    "p", [np.zeros((3, 3)), np.full((2, 3), math.nan), np.eye(3)[[0, 0, 1]], -np.ones((2, 2)), np.zeros((0, 3))]
)
def test_odd_probabilities(p):
    for size in (1, 2, 100):
        found = search(p, size)
        assert found
        assert not any(math.isnan(logs) for _, logs in found)


def test_long_sequences_stay_finite():
    p = np.random.default_rng(0).dirichlet(np.full(30, 0.3), size=2000)
    (labels, logs), *_ = search(p, 10)
    assert len(labels) <= 2000
    assert -1e5 < logs < 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (B + "d[p]", "{a}"),
        (B + 'd[p, "Decoding"]', "{a}"),
        (B + 'd[p, "Decodings"]', "{{a}, {}}"),
        (B + 'd[p, "TopDecodings" -> 1]', "{{a}}"),
        (B + 'd[p, {"TopDecodings", 5}]', "{{a}, {}}"),
        (B + 'd[p, "NegativeLogLikelihoods"] /. r_Real :> Round[10^6 r]', "{{a} -> 446287, {} -> 1021651}"),
        (B + 'd[p, "TopNegativeLogLikelihoods" -> 1] /. r_Real :> Round[10^6 r]', "{{a} -> 446287}"),
        (B + 'First[d[p, "NegativeLogLikelihoods"]][[2]] == -Log[0.64]', "True"),
        (
            B + 'd[p, "Properties"]',
            '{"Decoding", "Decodings", "TopDecodings", "NegativeLogLikelihoods", "TopNegativeLogLikelihoods", None}',
        ),
        (B + "d[p, None] === p", "True"),
        (B + 'd[p, {"Decoding", "TopDecodings" -> 1}]', "{{a}, {{a}}}"),
        (B + "d[{p, {{0, 1, 0}, {0, 0, 1}, {0, 1, 0}}}]", "{{a}, {b, b}}"),
        (B + "d[{p[[{1}]], p}]", "{{}, {a}}"),
        # the likeliest path: both steps are blank
        ('NetDecoder[{"CTCBeamSearch", {a, b}, "BeamSize" -> 1}][{{0.4, 0., 0.6}, {0.4, 0., 0.6}}]', "{}"),
        ('NetDecoder[{"CTCBeamSearch", {a}, "BeamSize" -> 1}][{{1, 0}, {1, 0}, {0, 1}, {1, 0}}]', "{a, a}"),
        ('NetDecoder[{"CTCBeamSearch", "xy"}][{{0, 1, 0}, {0, 0, 1}, {1, 0, 0}}]', '{"y", "x"}'),
        (
            'NetChain[{SoftmaxLayer[]}, "Input" -> {"Varying", 3}, "Output" -> NetDecoder[{"CTCBeamSearch", {a, b}}]]'
            "[{{{9, 0, 0}, {0, 9, 0}}, {{0, 9, 0}, {0, 0, 9}, {0, 9, 0}}}]",
            "{{a, b}, {b, b}}",
        ),
        (
            'NetExtract[NetDecoder[{"CTCBeamSearch", {a}}], {{"BeamSize"}, {"Alphabet"}, {"InputDepth"}}]',
            "{100, {a}, 2}",
        ),
    ],
)
def test_decoder(ask, text, expected):
    assert ask(text) == expected
    assert not ask.messages


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('NetDecoder["CTCBeamSearch"]', "NetDecoder::noarg"),
        ('NetDecoder[{"CTCBeamSearch", {a, a}}]', "NetDecoder::arginv"),
        ('NetDecoder[{"CTCBeamSearch", {a}, "BeamSize" -> 0}]', "NetDecoder::arginv"),
        (B + 'd[p, "TopDecodings"]', "NetDecoder::invprop"),
        (B + 'd[p, "TopDecodings" -> x]', "NetDecoder::arginv"),
        (B + "d[{0.2, 0.8, 0}]", "NetDecoder::invindata"),
        (B + "NetEncoder[d]", "NetEncoder::noturn"),
    ],
)
def test_messages(ask, text, message):
    assert ask(text) == "$Failed"
    assert ask.messages == [message]
