"""NetInitialize and NetTrain; carried out in interpreter/nets."""

from __future__ import annotations

from typing import Any

from ..declare import applied, builtin, name
from .information import informs
from .netmeasuring import MEASURING
from .netmessages import MESSAGES
from .nets import inform


@builtin(
    "NetInitialize[net_]",
    "NetInitialize[net_, All_, OptionsPattern[]]",
    "NetInitialize[net_, OptionsPattern[]]",
    options={"Method": '"Kaiming"', "RandomSeeding": "1234"},
    **MESSAGES,
    badmethod='`1` is not a method: "Kaiming", "Xavier", "Orthogonal", "Random" or "Identity".',
    badsub="`1` is not a suboption of the method `2`; its suboptions are `3`.",
    toolarge="The net has `1` array elements, more than memory can hold.",
)
def net_initialize(net: Any, All: Any = None, *, session: Any, say: Any, options: dict[str, Any]) -> Any:
    """NetInitialize[net] gives values to the arrays that have none: random weights, zero biases.

    NetInitialize[net, All] gives all arrays new values. Method is "Kaiming" (variance 2/fan-in), "Xavier" (2/(fan-in +
    fan-out)), "Orthogonal", "Random" or "Identity", or a list of the name and suboptions: "Distribution" -> "Normal" or
    "Uniform" for the first two ("FactorType" -> "In", "Out" or "Mean" too for "Xavier"), distributions (or standard
    deviations) "Weights" and "Biases" for "Random", "Distribution" for the noise of "Identity". RandomSeeding is an
    integer or string, Automatic for a new seed each time, Inherited for the session's generator (SeedRandom). Sizes
    that nothing decides give NetInitialize::unspec.

    >>> Dimensions[NetExtract[NetInitialize[LinearLayer[3, "Input" -> 2]], "Weights"]]
    {3, 2}
    """
    from ..nets.initialize import initialize_net

    return initialize_net(net, All, options, session, say)


@builtin(
    "NetTrain[net_, data_, OptionsPattern[]]",
    "NetTrain[net_, data_, property_, OptionsPattern[]]",
    options={
        "BatchSize": "Automatic",
        "LearningRate": "Automatic",
        "LearningRateMultipliers": "Automatic",
        "LossFunction": "Automatic",
        "MaxTrainingRounds": "Automatic",
        "Method": "Automatic",
        "PerformanceGoal": "Automatic",
        "RandomSeeding": "Inherited",
        "TargetDevice": '"CPU"',
        "TimeGoal": "Automatic",
        "TrainingProgressCheckpointing": "None",
        "TrainingProgressFunction": "None",
        "TrainingProgressMeasurements": "Automatic",
        "TrainingProgressReporting": "Automatic",
        "TrainingStoppingCriterion": "None",
        "TrainingUpdateSchedule": "Automatic",
        "ValidationSet": "None",
        "WorkingPrecision": "Automatic",
    },
    **MESSAGES,
    nodata="There are no training examples.",
    invdata="Training data is malformed: `1`.",
    noarrays="The net has no arrays to train.",
    arrdiv="Training stopped: `1` became infinite. The last finite net is returned; a smaller LearningRate, clipped "
    "gradients or normalised data may help.",
    badtrgdevgpu="TargetDevice -> GPU cannot be used for training: there is no NVIDIA GPU, or its driver is missing.",
    **MEASURING,
    badmethod='`1` is not a method: "ADAM", "SGD", "RMSProp" or "SignSGD".',
    badsub="`1` is not a suboption of the method `2`; its suboptions are `3`.",
    invval="Validation data are malformed: `1`.",
    nocheckpoint="The file `1` is no checkpoint of this training.",
    noval="There is no ValidationSet, so the values of `1` on the training data decide when to stop.",
    badopt="The value `2` of option `1` cannot be used.",
    noprop="`1` is not a property of training results.",
)
def net_train(
    net: Any, data: Any, property: Any = None, *, session: Any, say: Any, options: dict[str, Any], expr: Any
) -> Any:
    """NetTrain[net, {in1 -> out1, ...}] changes the arrays of a net so that it gives the outputs for the inputs.
    NetTrain[net, data, "property"] gives a property of the training, NetTrain[net, data, All] an object of all.

    Data: rules, {in1, ...} -> {out1, ...}, columns <|"port" -> {...}, ...|>, rows {<|"port" -> ..., ...|>, ...};
    columns may be NumericArray or File["name.npy"], of which only what is used is read. A function of <|"BatchSize"
    -> n, "Round" -> r, "Batch" -> b, "AbsoluteBatch" -> k|> gives batches, {f, "RoundLength" -> n} so many examples
    a round. Images at a port without an encoder get one, labels after a softmax a decoder.

    LossFunction: Automatic is what the net has ("Loss..."), else what suits its output; a loss layer or net with
    "Input" and perhaps "Target", the name of an output, "port" -> loss, loss -> Scaled[r], or a list of such, all
    made small.

    Method: "ADAM" ("Beta1", "Beta2", "Epsilon"), "RMSProp" ("Beta", "Epsilon", "Momentum"), "SGD", "SignSGD"
    ("Momentum"); all take "LearningRate", "LearningRateSchedule" (a function of batch and number of batches), and
    by number or rules from parts "L2Regularization", "GradientClipping", "WeightClipping" and "WeightDecay"
    (decoupled). Other options that say how: BatchSize, LearningRate, LearningRateMultipliers, RandomSeeding,
    TargetDevice, TrainingUpdateSchedule (parts that learn in turn), WorkingPrecision. Under mpirun several processes
    share every batch; with TargetDevice -> {"GPU", All} each of them takes a card of its own.

    How long: MaxTrainingRounds (a number, or a Quantity of "Rounds", "Batches" or time), TimeGoal,
    TrainingStoppingCriterion ("Loss", a measurement, a function, or <|"Criterion" -> c, "Patience" -> n,
    "InitialPatience" -> n, "AbsoluteChange" -> x, "RelativeChange" -> x|>). ValidationSet is data, a data set's name,
    Scaled[share] or {such, "Interval" -> Quantity[n, "Batches"]}; the net that does best on it is given.
    Ctrl-C ends training with the net so far.

    Following it: TrainingProgressMeasurements (as for NetMeasurements, perhaps with "Interval" -> Quantity[n,
    "Batches"]; "BatchMeasurements" are those of the last batch), TrainingProgressFunction (a function, or
    {f, "Interval" -> Quantity[n, "Batches"], "MinimumInterval" -> seconds}; "StopTraining" ends training),
    TrainingProgressReporting ("Print", "Panel", "ProgressIndicator", a function, File["name.csv"], None),
    TrainingProgressCheckpointing ({"File", name} or {"Directory", name} with "Interval" and "Resume" -> True, which
    goes on from the newest one, to the same bits).

    >>> net = NetTrain[LinearLayer[1, "Input" -> 1], {{1} -> {1.9}, {2} -> {4.1}, {3} -> {6.0}, {4} -> {8.1}}];
    ... Round[NetExtract[net, "Weights"], 0.01]
    {{2.05}}
    """
    from ..nets.training.train import train_net

    return train_net(net, data, property, options, session, say, expr)


name(
    "NetTrainResultsObject",
    "NetTrainResultsObject[...] is what NetTrain[net, data, All] gives: object[\"property\"] is a property of the "
    "training, object[\"Properties\"] the list of them.",
    noprop="`1` is not a property of training results.",
    invprop=MESSAGES["invprop"],
    nearprop=MESSAGES["nearprop"],
)
informs("NetTrainResultsObject")(inform)


@applied("NetTrainResultsObject")
def _results(head: Any, args: tuple[Any, ...], *, session: Any, say: Any) -> Any:
    from ..nets.training.results import apply

    return apply(head, args, say)
