"""Encoders that change examples at random where a net learns, and nowhere else."""

import pytest

SETUP = """
    sound[n_] := Audio[Table[k/n, {k, n}], SampleRate -> 8];
    noisy[length_] := NetEncoder[{"Audio", "SampleRate" -> 8, "TargetLength" -> length,
      "Augmentation" -> {"Noise" -> 1}}];
    (* the last sound alone has three samples: batches differ in length *)
    data = Append[Table[sound[20 + k] -> {k/10.}, {k, 9}], sound[3] -> {1.}];
    fixed = NetChain[{FlattenLayer[], LinearLayer[1]}, "Input" -> noisy[4]];
    varying = NetChain[{AggregationLayer[Mean, 1], LinearLayer[1]}, "Input" -> noisy[All]];
    train[net_, prop_, opts___] := NetTrain[net, data, prop, opts, MaxTrainingRounds -> 3, BatchSize -> 4,
      RandomSeeding -> 1, TrainingProgressReporting -> None];
    seen = {};
    look = AppendTo[seen, Normal[#BatchData["Input"]]] &;
"""


@pytest.fixture
def nets(ask):
    ask(SETUP)
    ask.messages.clear()
    return ask


BOTH = pytest.mark.parametrize("net", ["fixed", "varying"])
SIZES = pytest.mark.parametrize("size", [4, 10])  # some examples a batch, or all of them


@BOTH
@SIZES
def test_every_round_draws_anew(nets, net, size):
    nets(f"train[{net}, Automatic, BatchSize -> {size}, TrainingProgressFunction -> look]")
    assert nets("Length[seen]") == "3"
    assert nets("{a, b, c} = DeleteCases[Union[Flatten[#]], 0.] & /@ seen; "
                "{Intersection[a, b], Intersection[a, c], Intersection[b, c]}") == "{{}, {}, {}}"  # fmt: skip
    assert nets("Min[a] < 0 && Max[Abs[a]] <= 2") == "True"
    assert nets.messages == []


@BOTH
@SIZES
def test_a_seed_gives_the_same_net(nets, net, size):
    nets(f"f[seed_] := train[{net}, Automatic, RandomSeeding -> seed, BatchSize -> {size}]")
    assert nets("{f[1] === f[1], f[1] === f[2]}") == "{True, False}"
    assert nets("SeedRandom[5]; a = f[Inherited]; SeedRandom[5]; a === f[Inherited]") == "True"


def test_numbers_that_are_drawn_on_the_way_change_nothing(nets):
    nets("a = train[fixed, Automatic]")
    assert nets("a === train[fixed, Automatic, TrainingProgressFunction -> (RandomReal[1, #Round] &)]") == "True"
    assert nets("SeedRandom[3]; x = RandomReal[]; SeedRandom[3]; train[fixed, Automatic]; x == RandomReal[]") == "True"


@BOTH
def test_training_goes_on_to_the_same_net(nets, net, tmp_path):
    timing = '"Interval" -> Quantity[1, "Batches"], "Resume" -> True'
    spec = f'TrainingProgressCheckpointing -> {{"File", "{tmp_path}/state.wlnet", {timing}}}'
    nets(f'train[{net}, Automatic, {spec}, TrainingProgressFunction -> {{If[#AbsoluteBatch == 5, "StopTraining"] &, '
         '"Interval" -> Quantity[1, "Batches"]}]')  # fmt: skip
    assert nets(f"train[{net}, Automatic, {spec}] === train[{net}, Automatic]") == "True"


def test_what_a_function_gives_is_changed(nets):
    batches = 'Quantity[3, "Batches"]'
    follow = 'TrainingProgressFunction -> {look, "Interval" -> Quantity[1, "Batches"]}'
    nets(f"go := NetTrain[fixed, data[[;; #BatchSize]] &, MaxTrainingRounds -> {batches}, BatchSize -> 2, "
         f"RandomSeeding -> 1, {follow}]")  # fmt: skip
    assert nets("go === go") == "True"
    assert nets("{Length[seen], Length[Union[seen]]}") == "{6, 3}"


def test_measuring_draws_nothing(nets):
    """The net hardly learns, so what is measured of examples that stay the same stays the same."""
    options = "ValidationSet -> data[[;; 3]], LearningRate -> 10^-9"
    nets(f'losses = train[fixed, {{"ValidationLossList", "RoundLossList"}}, {options}]')
    assert nets("same[x_] := Max[x] - Min[x] < 10^-4; same /@ losses") == "{True, False}"
    assert nets(f'same[train[fixed, "RoundMeasurementsLists", TrainingProgressMeasurements -> "MeanSquare", {options}]'
                '["MeanSquare"]]') == "True"  # fmt: skip
    nets("trained = train[fixed, Automatic]")
    assert nets("trained[sound[20]] == trained[sound[20]]") == "True"
    assert nets('NetExtract[trained, "Input"] === noisy[4]') == "True"


def test_a_noise_that_is_not_there(nets, tmp_path):
    nets(f'bad = NetEncoder[{{"Audio", "TargetLength" -> 4, "Augmentation" -> {{"Noise" -> File["{tmp_path}/no"]}}}}]')
    assert nets('train[NetReplacePart[fixed, "Input" -> bad], Automatic]') == "$Failed"
    assert nets.messages == ["NetEncoder::nofile", "NetTrain::invdata"]


def test_targets_stay(nets):
    """A net that gives a sound back learns the sound itself, not the changed one."""
    nets('net = NetGraph[{LinearLayer[{4, 1}], MeanSquaredLossLayer[]}, {1 -> 2}, "Input" -> noisy[4], '
         '"Target" -> NetEncoder[{"Audio", "SampleRate" -> 8, "TargetLength" -> 4}]]')  # fmt: skip
    nets('columns = <|"Input" -> Keys[data], "Target" -> Keys[data]|>; rows = NetExtract[net, "Target"][Keys[data]]')
    nets('NetTrain[net, columns, MaxTrainingRounds -> 1, TrainingProgressFunction -> '
         '((seen = {#BatchData["Input"], #BatchData["Target"]}) &)]')  # fmt: skip
    assert nets("Max[Abs[seen[[1]] - rows]] > 0.1 && Max[Abs[seen[[2]] - rows]] < 10^-6") == "True"
    assert nets.messages == []


def test_the_window_is_a_function_of_the_language(nets):
    """It is asked for once, not while batches are encoded beside an evaluation."""
    nets('count = 0; e = NetEncoder[{"AudioSpectrogram", "SampleRate" -> 8, "WindowSize" -> 4, "TargetLength" -> 2, '
         '"Augmentation" -> {"Volume" -> {0.5, 2}}, "WindowFunction" -> ((count++; 1.) &)}]')  # fmt: skip
    nets('n = count; train[NetChain[{FlattenLayer[], LinearLayer[1]}, "Input" -> e], Automatic]')
    assert nets("count == n") == "True"
    assert nets.messages == []
