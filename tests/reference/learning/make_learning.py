"""Makes learning.json: what scikit-learn's methods say of random examples.

pip install scikit-learn
python tests/reference/learning/make_learning.py
"""

import json
from pathlib import Path

import numpy as np
import sklearn
from sklearn.linear_model import LinearRegression, LogisticRegression, Ridge
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor


def standardized(x, like):
    return (x - like.mean(axis=0)) / like.std(axis=0, ddof=1)


def classified(classes, n, features, seed):
    rng = np.random.default_rng(seed)
    right = np.append(np.arange(classes), rng.integers(classes, size=n - classes))
    centers = rng.normal(size=(classes, features))
    x = (centers[right] + rng.normal(size=(n, features))).round(3)
    test = rng.normal(size=(6, features)).round(3)
    seen, asked = standardized(x, x), standardized(test, x)
    expected = {}
    for weight in (0.1, 1.0, 10.0):
        # Of two classes it has one vector of weights, the difference of two that are opposite: half the penalty.
        found = LogisticRegression(C=(2 if classes == 2 else 1) / weight, tol=1e-12, max_iter=100000).fit(seen, right)
        expected[f"LogisticRegression {weight}"] = found.predict_proba(asked).tolist()
    for count in (1, 3, 7):
        found = KNeighborsClassifier(count).fit(seen, right)
        expected[f"NearestNeighbors {count}"] = found.predict_proba(asked).tolist()
    return {"x": x.tolist(), "right": right.tolist(), "test": test.tolist(), "expected": expected}


def numbered(n, features, seed):
    rng = np.random.default_rng(seed)
    x, test = rng.normal(size=(n, features)).round(3), rng.normal(size=(6, features)).round(3)
    right = (x @ rng.normal(size=features) + 3 + 0.3 * rng.normal(size=n)).round(3)
    seen, asked = standardized(x, x), standardized(test, x)
    expected = {"LinearRegression 0": LinearRegression().fit(seen, right).predict(asked).tolist()}
    for weight in (1.0, 10.0):
        expected[f"LinearRegression {weight}"] = Ridge(alpha=weight).fit(seen, right).predict(asked).tolist()
    for count in (1, 4):
        found = KNeighborsRegressor(count).fit(seen, right)
        expected[f"NearestNeighbors {count}"] = found.predict(asked).tolist()
    return {"x": x.tolist(), "right": right.tolist(), "test": test.tolist(), "expected": expected}


if __name__ == "__main__":
    cases = {
        "made by": f"scikit-learn {sklearn.__version__}",
        "classes": [classified(2, 40, 3, 1), classified(4, 60, 5, 2)],
        "numbers": [numbered(30, 1, 3), numbered(50, 4, 4)],
    }
    Path(__file__).with_name("learning.json").write_text(json.dumps(cases, indent=1) + "\n")
