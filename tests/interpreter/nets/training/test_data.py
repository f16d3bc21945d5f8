"""What NetTrain takes as data, and the losses that it attaches."""

import numpy as np
import pytest

SETUP = """
    line = {{1} -> {2}, {2} -> {4}, {3} -> {6}};
    lin = LinearLayer[1, "Input" -> 1, "Weights" -> {{1}}, "Biases" -> {0}];
    (* the loss before the first step, and what one step of plain descent with rate 0.1 makes of the weight *)
    go[net_, data_, opts___] := NetTrain[net, data, opts, MaxTrainingRounds -> 1, LearningRate -> 0.1,
      Method -> {"SGD", "Momentum" -> 0}, RandomSeeding -> 1];
    loss[net_, data_, opts___] := go[net, data, "RoundLoss", opts];
    weight[net_, data_, opts___] := NetExtract[go[net, data, opts], "Weights"][[1, 1]];
    squared = MeanSquaredLossLayer[]; absolute = MeanAbsoluteLossLayer[];
    inside = NetGraph[{lin, squared}, {1 -> 2}];
    named = NetGraph[{lin, squared}, {1 -> 2, NetPort["goal"] -> NetPort[2, "Target"]}];
    self = NetGraph[{lin, squared}, {NetPort["Input"] -> 1 -> NetPort[2, "Input"],
      NetPort["Input"] -> NetPort[2, "Target"]}];
    two = NetGraph[{lin, lin}, {NetPort["x"] -> 1 -> NetPort["a"], NetPort["x"] -> 2 -> NetPort["b"]}];
"""


# The mean of (x - 2 x)^2 for x = 1, 2, 3 is 14/3, that of |x - 2 x| is 2.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # forms of data
        ("loss[lin, line]", 14 / 3),
        ("loss[lin, {{1}, {2}, {3}} -> {{2}, {4}, {6}}]", 14 / 3),
        ("loss[lin, N[{{1}, {2}, {3}}] -> N[{{2}, {4}, {6}}]]", 14 / 3),
        ('loss[lin, NumericArray[{{1}, {2}, {3}}, "Real32"] -> NumericArray[{{2}, {4}, {6}}, "Integer8"]]', 14 / 3),
        ('loss[lin, <|"Input" -> {{1}, {2}, {3}}, "Output" -> {{2}, {4}, {6}}|>]', 14 / 3),
        ('loss[lin, {<|"Input" -> {1}, "Output" -> {2}|>, <|"Output" -> {4}, "Input" -> {2}|>}]', 5 / 2),
        ("loss[inside, line]", 14 / 3),
        ("loss[named, line]", 14 / 3),
        ('loss[inside, <|"Input" -> {{1}, {2}, {3}}, "Target" -> {{2}, {4}, {6}}|>]', 14 / 3),
        ("loss[self, {{1}, {2}, {3}}]", 0),
        ('loss[self, <|"Input" -> {{1}, {2}, {3}}|>]', 0),
        ('loss[lin, {line &, "RoundLength" -> 3}, BatchSize -> 3]', 14 / 3),
        ("loss[lin, Table[{2} -> {4}, #BatchSize] &, BatchSize -> 5] > 0 // Boole", 1),
        # losses
        ("loss[lin, line, LossFunction -> absolute]", 2),
        ("loss[lin, line, LossFunction -> MeanAbsoluteLossLayer]", 2),
        ('loss[lin, line, LossFunction -> ("Output" -> absolute)]', 2),
        ("loss[lin, line, LossFunction -> {absolute, squared}]", 2 + 14 / 3),
        ("loss[lin, line, LossFunction -> {absolute -> Scaled[0.5], squared}]", 1 + 14 / 3),
        ("loss[lin, line, LossFunction -> absolute -> Scaled[-1]]", -2),
        ('loss[lin, line, LossFunction -> "Output" -> absolute -> Scaled[3]]', 6),
        ('loss[inside, line, LossFunction -> "Loss"]', 14 / 3),
        ("loss[lin, {{1}, {2}, {3}}, LossFunction -> ElementwiseLayer[#^2 &]]", 14 / 3),
        ('loss[two, <|"x" -> {{1}, {2}}, "a" -> {{2}, {4}}, "b" -> {{1}, {2}}|>]', 5 / 2),
        ('loss[two, <|"x" -> {{1}, {2}}, "a" -> {{2}, {4}}|>]', 5 / 2),
        ('loss[two, <|"x" -> {{1}, {2}}, "a" -> {{2}, {4}}, "b" -> {{1}, {0}}|>, '
         'LossFunction -> {"a" -> squared, "b" -> absolute -> Scaled[10]}]', 5 / 2 + 10),
        # an array as the loss: its elements are summed
        ('loss[LinearLayer[2, "Input" -> 1, "Weights" -> {{1}, {1}}, "Biases" -> {0, 0}], {{1} -> {2, 3}}, '
         "LossFunction -> ThreadingLayer[(#Input - #Target)^2 &]]", 5),
        # one step: the gradient of the mean square is -28/3
        ("weight[lin, line]", 1 + 2.8 / 3),
        ("weight[lin, line, LossFunction -> squared -> Scaled[-1]]", 1 - 2.8 / 3),
    ],
)  # fmt: skip
def test_losses_of_data(nets, text, expected):
    assert float(nets(text)) == pytest.approx(expected, abs=1e-5)
    assert nets.messages == []


def test_generators_are_told_where_training_is(nets):
    nets("log = {}; f[a_] := (AppendTo[log, Values[a]]; line)")
    nets('NetTrain[lin, {f, "RoundLength" -> 6}, BatchSize -> 3, MaxTrainingRounds -> 2]')
    assert nets("log") == "{{3, 1, 1, 1}, {3, 1, 2, 2}, {3, 2, 1, 3}, {3, 2, 2, 4}}"


def test_columns_mapped_from_files(nets, tmp_path):
    x = np.arange(1.0, 301)[:, None] / 100
    np.save(tmp_path / "x.npy", x)
    np.save(tmp_path / "y.npy", 2 * x)
    data = f'File["{tmp_path}/x.npy"] -> File["{tmp_path}/y.npy"]'
    listed = f"{x.tolist()} -> {(2 * x).tolist()}".replace("[", "{").replace("]", "}")
    options = "MaxTrainingRounds -> 3, RandomSeeding -> 1, BatchSize -> 16, ValidationSet -> Scaled[0.1]"
    trained = f"NetTrain[lin, {{}}, {options}]"
    assert nets(trained.format(data)) == nets(trained.format(listed))
    assert nets(f'NetMeasurements[lin, {data}, "MeanSquare"] > 0') == "True"


def test_files_of_images_are_read_batch_by_batch(nets, tmp_path):
    from luperca.interpreter.nets.training import examples

    nets(f'Do[Export["{tmp_path}/" <> ToString[k] <> ".png", Image[ConstantArray[Mod[k, 2], {{4, 4}}]]], {{k, 300}}]')
    nets(f'data = Table[File["{tmp_path}/" <> ToString[k] <> ".png"] -> Mod[k, 2], {{k, 300}}]')
    nets('net = NetChain[{FlattenLayer[], 2, SoftmaxLayer[]}, "Input" -> NetEncoder[{"Image", {4, 4}, "Grayscale"}], '
         '"Output" -> NetDecoder[{"Class", {0, 1}}]]')  # fmt: skip
    nets("columns = Keys[data]")
    made = nets.session.own_value(nets.session.read_value("net"))
    files = list(nets.session.own_value(nets.session.read_value("columns")).args)
    column = examples.encoded_column(made, "Input", files, nets.session)
    assert isinstance(column, examples.Lazy) and column.shape == (300, 1, 4, 4)
    assert column[[0, 1]][:, 0, 0, 0].tolist() == [1, 0]
    nets("trained = NetTrain[net, data, MaxTrainingRounds -> 10, LearningRate -> 0.05, RandomSeeding -> 1]")
    assert nets("trained[Keys[data][[;; 4]]]") == "{1, 0, 1, 0}"


def test_images_get_an_encoder(nets):
    nets('SeedRandom[1]; data = Table[Image[ConstantArray[k, {6, 8}]] -> If[k > 0.5, "b", "a"], {k, 0., 1, 0.1}]')
    nets("net = NetTrain[NetChain[{FlattenLayer[], 2, SoftmaxLayer[]}], data, MaxTrainingRounds -> 2]")
    assert nets('NetExtract[net, {"Input", "ImageSize"}]') == "{8, 6}"
    assert nets('NetExtract[net, {"Input", "ColorSpace"}]') == '"Grayscale"'
    assert nets('NetExtract[net, {"Output", "Labels"}]') == '{"a", "b"}'


def test_groups_of_arrays_learn_in_turn(nets):
    nets('net = NetChain[<|"a" -> lin, "b" -> lin|>]')
    nets('step[n_] := NetTrain[net, {{1} -> {3}}, MaxTrainingRounds -> n, TrainingUpdateSchedule -> {"b", "a"}]')
    nets('changed[m_] := {NetExtract[m, {"a", "Weights"}] != {{1}}, NetExtract[m, {"b", "Weights"}] != {{1}}}')
    assert nets("{changed[step[1]], changed[step[2]]}") == "{{False, True}, {True, True}}"


def test_a_generator_and_a_discriminator(nets):
    nets('gan = NetGANOperator[{NetChain[{4, Tanh, 2}, "Input" -> 2], '
         'NetChain[{4, Tanh, 1, PartLayer[1], LogisticSigmoid}, "Input" -> 2]}]')  # fmt: skip
    nets('data = <|"Sample" -> RandomReal[1, {50, 2}], "Latent" -> RandomReal[1, {50, 2}]|>')
    schedule = 'TrainingUpdateSchedule -> {"Discriminator", "Generator"}'
    assert nets(f'Head[NetTrain[gan, data, MaxTrainingRounds -> 3, {schedule}]]') == "NetGANOperator"
    assert nets.messages == []


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("go[lin, x + y]", "invdata"),
        ('go[lin, File["nope.npy"] -> line]', "nofile"),
        ('go[lin, File["nope.txt"] -> line]', "invdata"),
        ('go[lin, <|"Input" -> File["nope.npy"], "Output" -> {{1}}|>]', "nofile"),
        ("go[lin, {{1}, {2}}]", "invdata"),
        ("go[lin, {3 &, \"RoundLength\" -> 5}]", "invdata"),
        ("go[lin, {line &, \"RoundLength\" -> 0}]", "badopt"),
        ("go[lin, line, LossFunction -> 3]", "badopt"),
        ('go[lin, line, LossFunction -> "Nope"]', "badopt"),
        ('go[lin, line, LossFunction -> "Nope" -> squared]', "badopt"),
        ("go[lin, line, LossFunction -> squared -> Scaled[x]]", "badopt"),
        ("go[lin, line, LossFunction -> ThreadingLayer[Plus]]", "badopt"),
        ('go[two, <|"x" -> {{1}}|>]', "lossport"),
        ('go[two, <|"x" -> {{1}}, "a" -> {{1}}, "b" -> {{1}}|>, LossFunction -> squared]', "lossport"),
        ('go[lin, line, TrainingUpdateSchedule -> {"nope"}]', "badopt"),
        ("go[lin, line, TrainingUpdateSchedule -> 3]", "badopt"),
    ],
)  # fmt: skip
def test_mistakes(nets, text, tag):
    assert nets(text) == "$Failed"
    assert nets.messages[-1] == f"NetTrain::{tag}"


def test_columns_of_hdf5(nets, tmp_path):
    h5py = pytest.importorskip("h5py")
    x = np.arange(1.0, 101)[:, None] / 100
    with h5py.File(tmp_path / "data.h5", "w") as file:
        file["Input"], file["Output"] = x, 2 * x
    listed = f"{x.tolist()} -> {(2 * x).tolist()}".replace("[", "{").replace("]", "}")
    trained = "NetTrain[lin, {}, MaxTrainingRounds -> 3, RandomSeeding -> 1, BatchSize -> 16]"
    assert nets(trained.format(f'File["{tmp_path}/data.h5"]')) == nets(trained.format(listed))


def test_hdf5_without_its_package(nets, tmp_path, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "h5py", None)
    assert nets(f'NetTrain[lin, File["{tmp_path}/data.h5"]]') == "$Failed"
    assert nets.messages == ["NetTrain::noextra"]
