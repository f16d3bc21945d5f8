"""Measurements agree with an independent library on random decisions and numbers."""

import json
from pathlib import Path

import numpy as np
import pytest
from luperca import Session

STORED = json.loads((Path(__file__).parents[3] / "reference/measurements/measurements.json").read_text())
SPECS = {"Accuracy2": '"Accuracy" -> 2', "FScore2": '"FScore" -> 2'}


def written(value):
    return json.dumps(value).replace("[", "{").replace("]", "}").replace("e-", "*^-")


@pytest.fixture(params=STORED["classes"], ids=lambda case: f"{len(case['expected']['Recall'])} classes")
def classes(request):
    case, session = request.param, Session()
    n = len(case["probabilities"][0])
    labels = "{" + ", ".join(f'"c{i}"' for i in range(n)) + "}"
    session.evaluate(f'net = NetChain[{{ElementwiseLayer[# + 0 &]}}, "Input" -> {n}, '
                     f'"Output" -> NetDecoder[{{"Class", {labels}}}]]')  # fmt: skip
    right = written(case["right"])
    session.evaluate(f"data = {written(case['probabilities'])} -> {labels}[[{right} + 1]];")
    return session, case


def test_classes(classes):
    session, case = classes
    for name, wanted in case["expected"].items():
        found = session.evaluate(f"NetMeasurements[net, data, {SPECS.get(name, json.dumps(name))}]")
        found = list(found.values()) if isinstance(found, dict) else found
        if name == "ROCCurve":
            for one, other in zip(found, wanted, strict=True):
                np.testing.assert_allclose(one, other, atol=1e-9)
        else:
            np.testing.assert_allclose(np.asarray(found, float), wanted, atol=1e-6, err_msg=name)


def test_averages_over_classes(classes):
    session, case = classes
    for key, wanted in case["averages"].items():
        name, average = key.split()
        spec = f'<|"Measurement" -> "{name}", "ClassAveraging" -> "{average}"|>'
        assert session.evaluate(f"NetMeasurements[net, data, {spec}]") == pytest.approx(wanted, abs=1e-9), key


@pytest.mark.parametrize("case", STORED["numbers"], ids=lambda case: f"{len(case['right'][0])} columns")
def test_numbers(case):
    session = Session()
    session.evaluate(f'net = ElementwiseLayer[# + 0 &, "Input" -> {len(case["right"][0])}]')
    session.evaluate(f"data = {written(case['found'])} -> {written(case['right'])};")
    for name, wanted in case["expected"].items():
        assert session.evaluate(f'NetMeasurements[net, data, "{name}"]') == pytest.approx(wanted, abs=1e-6), name
