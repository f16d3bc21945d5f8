"""Methods against scikit-learn's, on stored examples."""

import json
from pathlib import Path

import numpy as np
import pytest
from luperca import Session

STORED = json.loads((Path(__file__).parents[2] / "reference/learning/learning.json").read_text())
_OPTION = {
    "LogisticRegression": '"L2Regularization"',
    "LinearRegression": '"L2Regularization"',
    "NearestNeighbors": '"NeighborsNumber"',
}


def cases(kind):
    return [(case, name) for case in STORED[kind] for name in case["expected"]]


@pytest.fixture(scope="module")
def session():
    with Session() as found:
        yield found


def written(value):
    return str(value).replace("[", "{").replace("]", "}")


def spec(name, more=""):
    method, number = name.split()
    return f'Method -> {{"{method}", {_OPTION[method]} -> {number}{more}}}'


@pytest.mark.parametrize(("case", "name"), cases("classes"))
def test_probabilities(session, case, name):
    more = ', "DistributionSmoothing" -> 0' if name.startswith("Nearest") else ""
    f = f"Classify[{written(case['x'])} -> {written(case['right'])}, {spec(name, more)}]"
    found = session.evaluate(f'Values[{f}[{written(case["test"])}, "Probabilities"]]')
    assert np.allclose(found, case["expected"][name], atol=2e-5)


@pytest.mark.parametrize(("case", "name"), cases("numbers"))
def test_numbers(session, case, name):
    call = f"{written(case['x'])} -> {written(case['right'])}, {written(case['test'])}, {spec(name)}"
    assert np.allclose(session.evaluate(f"Predict[{call}]"), case["expected"][name], rtol=1e-9)
