"""ClassifierMeasurements: what is said of a classifier on test examples."""

import pytest

# The probabilities of "a" are the inputs themselves; of six examples two are wrong.
SETUP = """
    net = NetChain[{ElementwiseLayer[# + 0 &]}, "Input" -> 2, "Output" -> NetDecoder[{"Class", {"a", "b"}}]];
    test = Map[{#[[1]], 1 - #[[1]]} -> #[[2]] &,
      {{0.875, "a"}, {0.75, "a"}, {0.25, "a"}, {0.125, "b"}, {0.375, "b"}, {0.625, "b"}}];
    m = ClassifierMeasurements[net, test];
    sure = ClassifierMeasurements[net, test, IndeterminateThreshold -> 0.7];
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('m["Accuracy"] == 2/3', "True"),
        ('m["Accuracy" -> 2]', "1."),
        ('m["Error"] == 1/3', "True"),
        ('m["AccuracyBaseline"]', "0.5"),
        ('m["ConfusionMatrix"]', "{{2, 1}, {1, 2}}"),
        ('m["ConfusionFunction"]["a", "b"]', "1"),
        ('m["TopConfusions"]', '<|("a" -> "b") -> 1, ("b" -> "a") -> 1|>'),
        ('m["TopConfusions" -> 1]', '<|("a" -> "b") -> 1|>'),
        ('Values[m["Precision"]] == {2/3, 2/3}', "True"),
        ('m["Recall" -> "a"] == 2/3', "True"),
        ('m["Recall" -> {"b", "a"}] == {2/3, 2/3}', "True"),
        ('Values[m["FScore" -> 2]] == {2/3, 2/3}', "True"),
        ('m["FalsePositiveNumber"]', '<|"a" -> 1, "b" -> 1|>'),
        ('m["MeanCrossEntropy"] - Mean[-Log[{.875, .75, .25, .875, .625, .375}]] // Chop[#, 10^-6] &', "0"),
        ('m["LogLikelihood"] + 6 m["MeanCrossEntropy"] // Chop', "0"),
        ('m["Perplexity"] - Exp[m["MeanCrossEntropy"]] // Chop', "0"),
        ('m["GeometricMeanProbability"] m["Perplexity"]', "1."),
        ('m["CohenKappa"] - 1/3 // Chop', "0"),
        ('m["ScottPi"] - 1/3 // Chop', "0"),
        ('m["AreaUnderROCCurve" -> "a"] - 7/9 // Chop', "0"),
        ('m["RejectionRate"]', "0."),
        ('m["MeanDecisionUtility"] == 2/3', "True"),
        ('Length /@ m["FalseNegativeExamples"]', '<|"a" -> 1, "b" -> 1|>'),
        ('m["MisclassifiedExamples"]', '{{0.25, 0.75} -> "a", {0.625, 0.375} -> "b"}'),
        ('Length[m["CorrectlyClassifiedExamples"]]', "4"),
        ('m["WorstClassifiedExamples" -> 1]', '{{0.25, 0.75} -> "a"}'),
        ('m["BestClassifiedExamples" -> 2]', '{{0.875, 0.125} -> "a", {0.125, 0.875} -> "b"}'),
        ('m["LeastCertainExamples" -> 2]', '{{0.375, 0.625} -> "b", {0.625, 0.375} -> "b"}'),
        ('m["Examples" -> {"a", "b"}]', '{{0.25, 0.75} -> "a"}'),
        ('Length[m["Examples"]]', "6"),
        ('m["Probabilities"][[2]]', '<|"a" -> 0.75, "b" -> 0.25|>'),
        ('m[{"Accuracy", "Error"}] == {2/3, 1/3}', "True"),
        ('Head /@ m[{"ROCCurve", "ConfusionMatrixPlot", "CalibrationCurve", "AccuracyRejectionPlot"}]',
         "{Graphics, Graphics, Graphics, Graphics}"),
        # without those that were not decided
        ('sure["RejectionRate"] == 1/3', "True"),
        ('sure["Accuracy"]', "0.75"),
        ('sure["ConfusionMatrix"]', "{{2, 1}, {0, 1}}"),
        ('Values[sure["ClassRejectionRate"]] == {0, 2/3}', "True"),
        ('Length[sure["IndeterminateExamples"]]', "2"),
        ('ClassifierMeasurements[net, test, {"Accuracy", "Recall", "Error", "AccuracyBaseline"},'
         " IndeterminateThreshold -> 1]",
         '{Indeterminate, <|"a" -> Indeterminate, "b" -> Indeterminate|>, Indeterminate, Indeterminate}'),
        # other forms
        ('ClassifierMeasurements[net, <|"a" -> {{1, 0}}, "b" -> {{1, 0}}|>, "Accuracy"]', "0.5"),
        ('ClassifierMeasurements[{"x", "y", "y"}, {"x", "y", "x"}, "ConfusionMatrix"]', "{{1, 1}, {0, 1}}"),
        ('ClassifierMeasurements[{<|"x" -> .6, "y" -> .4|>, <|"x" -> .3, "y" -> .7|>}, {1 -> "x", 2 -> "x"},'
         ' "Probabilities"][[2]]', '<|"x" -> 0.3, "y" -> 0.7|>'),
        ('Information[m, "Accuracy"] == 2/3', "True"),
    ],
)  # fmt: skip
def test_properties(ready, text, expected):
    assert ready(text) == expected
    assert ready.messages == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ClassifierMeasurements[3, test]", "ClassifierMeasurements::noclassifier"),
        ("ClassifierMeasurements[net, 3]", "ClassifierMeasurements::baddata"),
        ("ClassifierMeasurements[net, {}]", "ClassifierMeasurements::nodata"),
        ('ClassifierMeasurements[net, {{0, 1} -> "z"}]', "ClassifierMeasurements::noclass"),
        ('ClassifierMeasurements[{"a"}, {"a", "b"}]', "ClassifierMeasurements::length"),
        ('ClassifierMeasurements[net, test, "Magic"]', "ClassifierMeasurements::invprop"),
        ('m["Magic"]', "ClassifierMeasurementsObject::invprop"),
        ('m["FScore"]', "ClassifierMeasurementsObject::measarg"),
        ('m["Recall" -> "z"]', "ClassifierMeasurementsObject::measarg"),
        ('m["Error" -> 2]', "ClassifierMeasurementsObject::measarg"),
        ('m["Examples" -> "a"]', "ClassifierMeasurementsObject::measarg"),
    ],
)
def test_what_cannot_be(ready, text, message):
    assert ready(text) == "$Failed"
    assert ready.messages == [message]
