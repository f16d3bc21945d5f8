"""NetMeasurements; carried out in interpreter/nets/measuring."""

from __future__ import annotations

from typing import Any

from ..declare import builtin
from .netmessages import MESSAGES

# What there is to say of measurements.
MEASURING = {
    "noextra": "The file `1` is read by the package h5py: pip install 'luperca[hdf5]'.",
    "lossport": "LossFunction should say which of the outputs `1` to attach the loss to.",
    "badbox": "An intersection over union is that of boxes {{x1, y1}, {x2, y2}}; the output is `1`.",
    "badtarget": "The targets of port `1` should be `2`; found `3`.",
    "measarg": '`2` cannot stand in a measurement "`1`" -> number.',
    "measkey": "`1` cannot stand in the description of a measurement, whose keys are `2`.",
    "noaverage": "There is no average over classes of `1`.",
    "nofit": "The measurement `1` is one of `3`, which the output `2` is not.",
    "nomeas": '`1` is not a measurement; they are NetPort[...], the names of outputs, "Loss" and `2`.',
    "notarget": "The measurement `1` needs targets in the data, for one of `2`.",
    "several": "A confusion of classes is not defined where an example has several of them.",
}


@builtin(
    "NetMeasurements[net_, data_, measurement_, OptionsPattern[]]",
    options={
        "BatchSize": "Automatic",
        "LossFunction": "Automatic",
        "NetEvaluationMode": '"Test"',
        "RandomSeeding": "Automatic",
        "TargetDevice": '"CPU"',
        "WorkingPrecision": "Automatic",
    },
    **MESSAGES,
    **MEASURING,
    badopt="The value `2` of option `1` cannot be used.",
    invdata="Data are malformed: `1`.",
    nodata="There are no examples.",
)
def net_measurements(net: Any, data: Any, measurement: Any, *, session: Any, say: Any, options: dict[str, Any]) -> Any:
    """NetMeasurements[net, data, "measurement"] measures how what a net gives for data compares with what is right.

    Data are as for NetTrain. A list of measurements gives a list of values, and All the names of the measurements.

    Outputs with a class or boolean decoder: "Accuracy" and "ErrorRate" (with -> n, whether the class is among the n
    likeliest ones), "CohenKappa", "ScottPi", "Entropy" (the mean -log of the probability of the right class) and
    "Perplexity" (its exponential), "ConfusionMatrix" (element i, j counts the examples of class i put into class j),
    "ConfusionMatrixPlot", "ROCCurve" (false and true positive rates) and "ROCCurvePlot".

    By class, as an association: "Precision", "Recall" (or "Sensitivity", "TruePositiveRate"), "Specificity"
    ("TrueNegativeRate"), "F1Score", "FScore" -> beta, "AreaUnderROCCurve", "IntersectionOverUnion", "Informedness",
    "Markedness", "MatthewsCorrelationCoefficient", "NegativePredictiveValue", "FalseDiscoveryRate",
    "FalseOmissionRate", "FalsePositiveRate", "FalseNegativeRate", and "TruePositiveNumber", "TrueNegativeNumber",
    "FalsePositiveNumber", "FalseNegativeNumber". What would be 0/0 is Indeterminate.
    <|"Measurement" -> m, "ClassAveraging" -> a|> gives an average: "Macro" the mean of those classes that have a value,
    "WeightedMacro" weighted by how many examples they have, "Micro" the value of all counts together.

    Outputs of numbers: "MeanSquare", "StandardDeviation" (its root), "MeanDeviation", "RSquared",
    "FractionVarianceUnexplained", and "IntersectionOverUnion" of boxes {{x1, y1}, {x2, y2}}.

    NetPort[...] and the name of an output give the mean of the values there;
    <|"Measurement" -> NetPort[...], "Aggregation" -> f|> with "Total", "Max", "Min", "RootMeanSquare",
    "StandardDeviation", "L1Norm", "L2Norm" or None (all of them) something else. "Loss" is the mean loss, with
    LossFunction as in NetTrain. "port" -> m measures one of several outputs.

    >>> net = NetChain[{SoftmaxLayer[]}, "Input" -> 2, "Output" -> NetDecoder[{"Class", {"a", "b"}}]];
    ... NetMeasurements[net, {{1, 0} -> "a", {0, 1} -> "b", {0, 2} -> "a"}, {"Accuracy", "ConfusionMatrix"}]
    {0.666667, {{1, 1}, {0, 1}}}
    """
    from ..nets.measuring.measure import measurements

    return measurements(net, data, measurement, options, session, say)
