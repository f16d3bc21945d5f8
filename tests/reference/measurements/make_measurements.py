"""Makes measurements.json: measurements of random decisions and numbers by scikit-learn.

pip install scikit-learn
python tests/reference/measurements/make_measurements.py
"""

import json
from pathlib import Path

import numpy as np
import sklearn
from sklearn import metrics

AVERAGES = {"Macro": "macro", "WeightedMacro": "weighted", "Micro": "micro"}


def by_class(function, right, decided, classes, **settings):
    return function(right, decided, labels=range(classes), average=None, **settings).tolist()


def classified(classes, n, seed):
    """A case of one label an example: probabilities in single precision, as the nets give them."""
    rng = np.random.default_rng(seed)
    right = np.append(np.arange(classes), rng.integers(classes, size=n - classes))
    p = rng.dirichlet(np.ones(classes), size=n) + 0.7 * rng.random((n, 1)) * np.eye(classes)[right]
    p = (p / p.sum(axis=1, keepdims=True)).round(4).astype("float32").astype(float)
    decided = p.argmax(axis=1)
    one, many = (right, decided), {"labels": range(classes)}
    confusion = metrics.multilabel_confusion_matrix(*one, **many)
    expected = {
        "Accuracy": metrics.accuracy_score(*one),
        "Accuracy2": metrics.top_k_accuracy_score(right, p, k=2, labels=range(classes)) if classes > 2 else 1.0,
        "ErrorRate": 1 - metrics.accuracy_score(*one),
        "CohenKappa": metrics.cohen_kappa_score(*one),
        "ConfusionMatrix": metrics.confusion_matrix(*one).tolist(),
        "Entropy": float(-np.log(p[np.arange(n), right]).mean()),
        "Precision": by_class(metrics.precision_score, *one, classes),
        "Recall": by_class(metrics.recall_score, *one, classes),
        "F1Score": by_class(metrics.f1_score, *one, classes),
        "FScore2": by_class(metrics.fbeta_score, *one, classes, beta=2),
        "IntersectionOverUnion": by_class(metrics.jaccard_score, *one, classes),
        "MatthewsCorrelationCoefficient": [metrics.matthews_corrcoef(right == i, decided == i) for i in range(classes)],
        "AreaUnderROCCurve": [metrics.roc_auc_score(right == i, p[:, i]) for i in range(classes)],
        "TrueNegativeNumber": confusion[:, 0, 0].tolist(),
        "FalsePositiveNumber": confusion[:, 0, 1].tolist(),
        "FalseNegativeNumber": confusion[:, 1, 0].tolist(),
        "TruePositiveNumber": confusion[:, 1, 1].tolist(),
    }
    curves = [metrics.roc_curve(right == i, p[:, i], drop_intermediate=False) for i in range(classes)]
    expected["ROCCurve"] = [np.stack(curve[:2], axis=1).tolist() for curve in curves]
    functions = {
        "Precision": metrics.precision_score,
        "Recall": metrics.recall_score,
        "F1Score": metrics.f1_score,
        "IntersectionOverUnion": metrics.jaccard_score,
    }
    averages = {
        f"{name} {ours}": float(function(*one, average=theirs))
        for name, function in functions.items()
        for ours, theirs in AVERAGES.items()
    }
    return {"probabilities": p.tolist(), "right": right.tolist(), "expected": expected, "averages": averages}


def numbers(columns, n, seed):
    rng = np.random.default_rng(seed)
    right = rng.normal(size=(n, columns)).round(3).astype("float32").astype(float)
    found = (right + rng.normal(size=(n, columns)) / 2).round(3).astype("float32").astype(float)
    square = metrics.mean_squared_error(right, found)
    score = metrics.r2_score(right, found, multioutput="variance_weighted")
    expected = {
        "MeanSquare": square,
        "StandardDeviation": square**0.5,
        "MeanDeviation": metrics.mean_absolute_error(right, found),
        "RSquared": score,
        "FractionVarianceUnexplained": 1 - score,
    }
    return {"found": found.tolist(), "right": right.tolist(), "expected": expected}


def main():
    cases = {
        "made with": f"scikit-learn {sklearn.__version__}",
        "classes": [classified(2, 40, 1), classified(3, 60, 2), classified(5, 80, 3)],
        "numbers": [numbers(1, 30, 4), numbers(3, 30, 5)],
    }
    path = Path(__file__).with_name("measurements.json")
    path.write_text(json.dumps(cases) + "\n")


if __name__ == "__main__":
    main()
