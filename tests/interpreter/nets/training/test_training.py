"""NetTrain: validation, stopping, measurements, functions, reports, checkpoints, results, options of methods."""

import json

import pytest

SETUP = """
    SeedRandom[7];
    data = Flatten[Table[{x, y} + RandomReal[{-0.1, 0.1}, 2] -> If[x > y, "up", "down"],
      {x, 0., 1, 0.1}, {y, 0.05, 1, 0.1}]];
    cls = NetChain[{4, Tanh, 2, SoftmaxLayer[]}, "Input" -> 2];
    line = {{1} -> {1.9}, {2} -> {4.1}, {3} -> {6.0}, {4} -> {8.1}};
    lin = LinearLayer[1, "Input" -> 1, "Weights" -> {{1}}, "Biases" -> {0}];
    train[prop_, opts___] := NetTrain[cls, data, prop, opts, MaxTrainingRounds -> 5, RandomSeeding -> 1];
"""


def test_results_and_their_properties(nets):
    nets("r = train[All]")
    assert nets("Head[r]") == "NetTrainResultsObject"
    names = nets('r["Properties"]').strip("{}").replace('"', "").split(", ")
    assert names == sorted(names) and len(names) == 36
    for name in names:
        nets(f'r["{name}"]')
        assert nets.messages == [], name
    assert nets('{r["TotalRounds"], r["TotalBatches"], r["BatchSize"], r["BatchesPerRound"]}') == "{5, 10, 64, 2}"
    assert nets('{r["TrainingExamples"], r["ExamplesProcessed"], r["ValidationExamples"]}') == "{110, 550, 0}"
    assert nets('Length /@ r[{"RoundLossList", "BatchLossList", "RoundPositions"}]') == "{5, 10, 5}"
    assert nets('r["RoundPositions"]') == "{2, 4, 6, 8, 10}"
    assert nets('Head /@ r[{"LossPlot", "TrainedNet", "TrainingNet"}]') == "{Graphics, NetChain, NetChain}"
    assert nets('r["TrainedNet"] === train[Automatic]') == "True"
    assert nets('{r["OptimizationMethod"], r["ReasonTrainingStopped"]}') == '{"ADAM", "MaxTrainingRounds"}'
    assert nets('r["LossEvolutionPlot"] === r["LossPlot"]') == "True"
    assert nets('Values[r["ArraysLearningRateMultipliers"]]') == "{1., 1., 1., 1.}"
    assert nets('r["Fame"]') == "$Failed"
    assert nets.messages == ["NetTrainResultsObject::noprop"]
    assert nets("ToString[r]").startswith('"NetTrainResultsObject[\\n  Net:')


def test_validation_sets(nets):
    nets("r = train[All, ValidationSet -> Scaled[0.2]]")
    assert nets('r[{"TrainingExamples", "ValidationExamples"}]') == "{88, 22}"
    assert nets('Length /@ r[{"ValidationLossList", "ValidationPositions"}]') == "{5, 5}"
    assert nets('Keys[r["ValidationMeasurements"]]') == '{"ErrorRate"}'
    assert nets('Keys[r["FinalPlots"]]') == '{"Loss", "ErrorRate"}'
    nets("held = Take[data, -20]; r = train[All, ValidationSet -> held]")
    assert nets('r["ValidationExamples"]') == "20"
    assert nets('Abs[NetMeasurements[r["TrainedNet"], held, "Loss"] - Min[r["ValidationLossList"]]] < 10.^-5') == "True"
    assert nets('Length[train["ValidationLossList", ValidationSet -> {held, "Interval" -> 2}]]') == "2"
    split = 'train["TrainedNet", ValidationSet -> Scaled[0.3]]'
    assert nets(f"{split} === {split}") == "True"


def test_validation_after_batches(nets):
    nets('r = train[All, ValidationSet -> {Take[data, -20], "Interval" -> Quantity[3, "Batches"]}]')  # two a round
    assert nets('r["ValidationPositions"]') == "{3, 6, 9}"
    assert nets('Length[r["ValidationMeasurementsLists"]["ErrorRate"]]') == "3"
    nets('losses = r["ValidationLossList"]; best = First[Ordering[losses]]')
    assert nets('Abs[NetMeasurements[r["TrainedNet"], Take[data, -20], "Loss"] - losses[[best]]] < 10.^-5') == "True"
    assert nets('r["BestValidationRound"] == Ceiling[3 best/2]') == "True"
    assert nets('Head[r["LossPlot"]]') == "Graphics"
    nets('train[All, ValidationSet -> {Take[data, -20], "Interval" -> Quantity[3, "Seconds"]}]')
    assert nets.messages == ["NetTrain::badopt"]


def test_the_best_is_known_after_going_on(nets, tmp_path):
    """What was best before a checkpoint stays the best, where nothing after it is better."""
    nets(
        'go[n_, more___] := NetTrain[lin, {{1} -> {2}}, All, ValidationSet -> {{1} -> {1.5}}, LearningRate -> 0.2, '
        'Method -> {"SGD", "Momentum" -> 0}, MaxTrainingRounds -> n, more, RandomSeeding -> 1];'
        f'file = TrainingProgressCheckpointing -> {{"File", "{tmp_path}/a.wlnet", "Resume" -> True}};'
    )
    nets("whole = go[8]; go[6, file]; again = go[8, file]")
    assert nets('whole["TrainedNet"] === again["TrainedNet"]') == "True"
    assert nets('whole["BestValidationRound"] == again["BestValidationRound"] < 6') == "True"
    assert nets.messages == []


def test_measurements_of_batches(nets):
    nets('spec = <|"Measurement" -> "Accuracy", "Key" -> "a", "Interval" -> Quantity[3, "Batches"]|>')
    nets('r = train[All, TrainingProgressMeasurements -> {"ErrorRate", spec}]')
    assert nets('Length /@ r["RoundMeasurementsLists"]') == '<|"ErrorRate" -> 5|>'
    assert nets('Length /@ r["BatchMeasurementsLists"]') == '<|"ErrorRate" -> 3, "a" -> 3|>'
    assert nets('Chop[Plus @@ Values[r["BatchMeasurementsLists"]] - 1, 10.^-6]') == "{0, 0, 0}"
    nets(
        "told = {}; f = (AppendTo[told, #BatchMeasurements -> {#BatchIndices, #Net}]) &;"
        'r = train[All, TrainingProgressMeasurements -> "Accuracy", '
        'TrainingProgressFunction -> {f, "Interval" -> Quantity[1, "Batches"]}]'
    )
    assert nets("Length[told]") == "10"
    assert nets('r["BatchMeasurementsLists"]["Accuracy"] === Map[#[[1]]["Accuracy"] &, told]') == "True"
    nets('of[m_ -> {i_, net_}] := m["Accuracy"] == NetMeasurements[net, data[[i]], "Accuracy"];')
    assert nets("And @@ (of /@ told)") == "True"
    assert nets('train["BatchMeasurementsLists"]') == "<||>"
    assert nets.messages == []
    nets('train[All, TrainingProgressMeasurements -> <|"Measurement" -> "Accuracy", "Interval" -> x|>]')
    assert nets.messages == ["NetTrain::badopt"]


def test_the_net_with_the_least_validation_loss_is_given(nets):
    # steps that are too long: the loss on held-out data rises and falls
    nets('r = NetTrain[lin, {{1} -> {2}}, All, ValidationSet -> {{1} -> {1.5}}, LearningRate -> 0.2, '
         'Method -> {"SGD", "Momentum" -> 0}, MaxTrainingRounds -> 8]')  # fmt: skip
    nets('best = r["BestValidationRound"]; list = r["ValidationLossList"]')
    assert nets("list[[best]] == Min[list]") == "True"
    assert nets("best < 8") == "True"
    assert nets('r["TrainedNet"] === r["TrainingNet"]') == "False"
    assert nets('Abs[(First[r["TrainedNet"][{1}]] - 1.5)^2 - Min[r["ValidationLossList"]]] < 10.^-6') == "True"


@pytest.mark.parametrize(
    ("criterion", "reason"),
    [
        ('"Loss"', "MaxTrainingRounds"),
        ('<|"Criterion" -> "Loss", "AbsoluteChange" -> 10|>', "TrainingStoppingCriterion"),
        ('<|"Criterion" -> "ErrorRate", "Patience" -> 1, "RelativeChange" -> 0.9|>', "TrainingStoppingCriterion"),
        ('<|"Criterion" -> "Accuracy", "AbsoluteChange" -> 1, "InitialPatience" -> 3|>', "TrainingStoppingCriterion"),
        ("(#Round == 2 &)", "TrainingStoppingCriterion"),
        ('<|"Criterion" -> (#ValidationLoss < 100 &)|>', "TrainingStoppingCriterion"),
    ],
)
def test_stopping(nets, criterion, reason):
    found = nets(f'train[{{"ReasonTrainingStopped", "TotalRounds"}}, ValidationSet -> Scaled[0.2], '
                 f"TrainingStoppingCriterion -> {criterion}]")  # fmt: skip
    assert found.startswith(f'{{"{reason}", ')
    assert nets.messages == []
    assert ("5}" in found) == (reason == "MaxTrainingRounds") or "InitialPatience" in criterion


def test_stopping_without_a_validation_set_is_said(nets):
    nets('train["TotalRounds", TrainingStoppingCriterion -> "Loss"]')
    assert nets.messages == ["NetTrain::noval"]


def test_measurements(nets):
    nets('r = train[All, TrainingProgressMeasurements -> {"Accuracy", <|"Measurement" -> "F1Score", '
         '"ClassAveraging" -> "Macro", "Key" -> "f"|>}, ValidationSet -> Scaled[0.2]]')  # fmt: skip
    assert nets('Keys[r["RoundMeasurements"]]') == '{"Accuracy", "f"}'
    assert nets('Length /@ Values[r["RoundMeasurementsLists"]]') == "{5, 5}"
    assert nets('Length /@ Values[r["ValidationMeasurementsLists"]]') == "{5, 5}"
    assert nets('NetMeasurements[r["TrainingNet"], data, "Accuracy"] > 0') == "True"


def test_progress_functions(nets):
    nets("seen = {}")
    nets('train["TotalRounds", TrainingProgressFunction -> (AppendTo[seen, {#Round, #AbsoluteBatch, #Event}] &)]')
    assert nets("seen[[;; 2]]") == '{{1, 2, "RoundComplete"}, {2, 4, "RoundComplete"}}'
    nets('seen = {}; train["TotalRounds", TrainingProgressFunction -> {AppendTo[seen, #AbsoluteBatch] &, '
         '"Interval" -> Quantity[3, "Batches"]}]')  # fmt: skip
    assert nets("seen") == "{3, 6, 9}"
    nets("f[a_] := (keys = Keys[a]; Null)")
    nets('train["TotalRounds", TrainingProgressFunction -> f]')
    assert nets('{Length[keys], MemberQ[keys, "Net"], MemberQ[keys, "Gradients"]}') == "{44, True, True}"
    nets('train["TotalRounds", TrainingProgressFunction -> ((net = #Net; g = #GradientsRMS) &)]')
    assert nets("{Head[net], Length[g]}") == "{NetChain, 4}"
    assert nets('train[{"TotalRounds", "ReasonTrainingStopped"}, TrainingProgressFunction -> '
                '(If[#Round == 2, "StopTraining"] &)]') == '{2, "TrainingProgressFunction"}'  # fmt: skip
    assert nets('train["TotalRounds", TrainingProgressFunction -> ("AbortTraining" &)]') == "$Aborted"


def test_reports(nets, tmp_path):
    nets('train["TotalRounds", TrainingProgressReporting -> {"Print", "Interval" -> 1}]')
    assert len(nets.printed) == 6 and nets.printed[0].split() == ["%", "round", "time", "loss", "rate"]
    assert [line.split()[1] for line in nets.printed[1:]] == ["1/5", "2/5", "3/5", "4/5", "5/5"]
    names = [tmp_path / f"report.{ending}" for ending in ("csv", "tsv", "json", "wl")]
    for name in names:
        nets(f'train["TotalRounds", TrainingProgressReporting -> File["{name}"]]')
    table = names[0].read_text().splitlines()
    assert table[0].startswith("Round,Batch,RoundLoss,") and len(table) == 6 and table[5].startswith("5,10,")
    assert names[1].read_text().splitlines()[0].startswith("Round\tBatch")
    assert [row["Round"] for row in json.loads(names[2].read_text())] == [1, 2, 3, 4, 5]
    assert nets(f'Get["{names[3]}"][[All, "Batch"]]') == "{2, 4, 6, 8, 10}"
    nets('seen = 0; train["TotalRounds", TrainingProgressReporting -> {(seen++ &), "MinimumInterval" -> 0}]')
    assert nets("seen") == "5"
    nets('train["TotalRounds", TrainingProgressReporting -> {"ProgressIndicator", "Panel", None}]')
    assert nets.messages == []


def test_checkpoints_in_a_directory(nets, tmp_path):
    spec = f'TrainingProgressCheckpointing -> {{"Directory", "{tmp_path}", "Interval" -> Quantity[2, "Rounds"]}}'
    assert nets(f'Length[train["CheckpointingFiles", {spec}]]') == "2"
    assert sorted(p.name.split("_")[2] for p in tmp_path.iterdir()) == ["0002", "0004"]


def test_training_goes_on_from_a_checkpoint_to_the_same_net(nets, tmp_path):
    file = tmp_path / "state.wlnet"
    nets("whole = train[Automatic]")
    timing = '"Interval" -> Quantity[1, "Batches"], "Resume" -> True'
    spec = f'TrainingProgressCheckpointing -> {{"File", "{file}", {timing}}}'
    nets(f'train["TotalRounds", {spec}, TrainingProgressFunction -> {{If[#AbsoluteBatch == 5, "StopTraining"] &, '
         '"Interval" -> Quantity[1, "Batches"]}]')  # fmt: skip
    assert nets(f'r = train[All, {spec}]; r["TrainedNet"] === whole') == "True"
    assert nets('{r["TotalRounds"], r["TotalBatches"]}') == "{5, 10}"
    file.write_bytes(b"nothing")
    assert nets(f"train[Automatic, {spec}]") == "$Failed"
    assert nets.messages == ["NetTrain::nocheckpoint"]


@pytest.mark.parametrize(
    ("options", "weight"),
    [
        ('Method -> {"SGD", "Momentum" -> 0}', "1.2"),
        ('Method -> {"SGD", "Momentum" -> 0, "LearningRate" -> 0.2}', "1.2"),
        ('Method -> {"SGD", "Momentum" -> 0, "L2Regularization" -> 1}', "1.1"),
        ('Method -> {"SGD", "Momentum" -> 0, "L2Regularization" -> {"Biases" -> 1}}', "1.2"),
        ('Method -> {"SGD", "Momentum" -> 0, "WeightDecay" -> 1}', "1.1"),
        ('Method -> {"SGD", "Momentum" -> 0, "GradientClipping" -> 1}', "1.1"),
        ('Method -> {"SGD", "Momentum" -> 0, "GradientClipping" -> {"Weights" -> 0.5}}', "1.05"),
        ('Method -> {"SGD", "Momentum" -> 0, "WeightClipping" -> 1.15}', "1.15"),
        ('Method -> {"SGD", "Momentum" -> 0, "LearningRateSchedule" -> (1/2 &)}', "1.1"),
        ('Method -> {"SGD", "Momentum" -> 0}, LearningRateMultipliers -> {"Weights" -> 2}', "1.4"),
        ('Method -> {"SGD", "Momentum" -> 0}, LearningRateMultipliers -> {"Weights" -> -1}', "0.8"),
        ('Method -> {"SGD", "Momentum" -> 0}, LearningRateMultipliers -> {"Weights" -> None}', "1."),
        ('Method -> "SignSGD"', "1.1"),
    ],
)
def test_one_step(nets, options, weight):
    rate = "" if '"LearningRate" ->' in options else ", LearningRate -> 0.1"
    net = f"NetTrain[lin, {{{{1}} -> {{2}}}}, MaxTrainingRounds -> 1, {options}{rate}]"
    if '"LearningRate" -> 0.2' in options:
        weight = "1.4"
    assert float(nets(f'NetExtract[{net}, {{"Weights"}}][[1, 1]]')) == pytest.approx(float(weight), abs=1e-5)
    assert nets.messages == []


def test_lengths_of_training(nets):
    both = '{"TotalRounds", "TotalBatches", "ReasonTrainingStopped"}'
    run = f"NetTrain[cls, data, {both}, RandomSeeding -> 1, "
    assert nets(f'{run} MaxTrainingRounds -> Quantity[3, "Rounds"]]') == '{3, 6, "MaxTrainingRounds"}'
    assert nets(f'{run} MaxTrainingRounds -> Quantity[3, "Batches"]]') == '{2, 3, "MaxTrainingRounds"}'
    assert nets(f'{run} TimeGoal -> Quantity[0.05, "Seconds"]][[3]]') == '"TimeGoal"'
    assert nets(f'{run} MaxTrainingRounds -> Quantity[0.05, "Seconds"]][[3]]') == '"TimeGoal"'
    assert nets(f"{run} MaxTrainingRounds -> 2, TimeGoal -> 100][[1]]") == "2"


@pytest.mark.parametrize(
    ("options", "tag"),
    [
        ('Method -> {"ADAM", "Beta3" -> 1}', "badsub"),
        ('Method -> {"ADAM", "Beta1" -> 2}', "badopt"),
        ('Method -> {"ADAM", "L2Regularization" -> -1}', "badopt"),
        ('Method -> {"ADAM", "L2Regularization" -> x}', "badopt"),
        ('Method -> {"ADAM", "LearningRateSchedule" -> (x &)}', "badopt"),
        ('Method -> {"Magic"}', "badmethod"),
        ('MaxTrainingRounds -> Quantity[3, "Meters"]', "badopt"),
        ("TimeGoal -> -1", "badopt"),
        ('WorkingPrecision -> "Real128"', "badopt"),
        ("ValidationSet -> Scaled[1]", "badopt"),
        ("ValidationSet -> {}", "invval"),
        ('ValidationSet -> {{1} -> "up"}', "invdata"),
        ("TrainingStoppingCriterion -> 3", "badopt"),
        ('TrainingStoppingCriterion -> <|"Patience" -> 3|>', "badopt"),
        ('TrainingStoppingCriterion -> "Zork"', "nomeas"),
        ('TrainingProgressMeasurements -> "Zork"', "nomeas"),
        ('TrainingProgressReporting -> "Poem"', "badopt"),
        ('TrainingProgressReporting -> File["x.doc"]', "badopt"),
        ('TrainingProgressFunction -> {f, "Interval" -> 0}', "badopt"),
        ('TrainingProgressCheckpointing -> "File"', "badopt"),
        ('TrainingProgressCheckpointing -> {"File", 3}', "badopt"),
    ],
)
def test_mistakes(nets, options, tag):
    assert nets(f"NetTrain[cls, data, {options}]") == "$Failed"
    assert nets.messages[-1] == f"NetTrain::{tag}"


def test_divergence_names_the_array_at_fault(nets):
    nets('net = NetInitialize[NetChain[<|"a" -> 2, "b" -> 1|>, "Input" -> 1]]')
    nets('trained = NetTrain[net, {{1} -> {2}}, Method -> "SGD", LearningRate -> 10^6, MaxTrainingRounds -> 20]')
    assert nets.messages == ["NetTrain::arrdiv"]
    assert nets("Head[trained]") == "NetChain"
    said = []
    nets.session.on_message(lambda message: said.append(message.text))
    nets('NetTrain[net, {{1} -> {2}}, Method -> "SGD", LearningRate -> 10^6, MaxTrainingRounds -> 20]')
    assert "{a, Weights} became infinite" in said[0]


def test_what_functions_see_of_a_batch(nets):
    nets('train["TotalRounds", BatchSize -> 10, TrainingProgressFunction -> (({i, x, l} = '
         '{#BatchIndices, #BatchData, #ExampleLosses}) &)]')  # fmt: skip
    assert nets("{Length[i], Keys[x], Dimensions /@ Values[x], Length[l]}") == (
        '{10, {"Input", "Output"}, {{10, 2}, {10}}, 10}'
    )
    assert nets('Max[Abs[Keys[data][[i]] - x["Input"]]] < 10.^-6') == "True"
    assert nets("And @@ Positive /@ l") == "True"


def test_functions_see_sequences_as_they_were_learnt_from(nets):
    """The memory of a batch is used again where its gradients do not need it."""
    nets('mean = NetChain[{AggregationLayer[Mean, 1], LinearLayer[1]}, "Input" -> {"Varying", 1}]; seen = {}')
    nets("rows = Table[Table[{10. k + j}, {j, 20 + k}] -> {k}, {k, 6}]")
    nets("NetTrain[mean, rows, MaxTrainingRounds -> 3, BatchSize -> 2, TrainingProgressFunction -> "
         '{AppendTo[seen, {#BatchIndices, #BatchData["Input"]}] &, "Interval" -> Quantity[1, "Batches"]}]')  # fmt: skip
    nets("fits[i_, x_] := Max[Abs[Take[x, Length[rows[[i, 1]]]] - rows[[i, 1]]]] < 10^-4")
    assert nets("{Length[seen], And @@ Flatten[MapThread[fits, #] & /@ seen]}") == "{9, True}"


def test_the_call_is_kept(nets):
    nets('r = NetTrain[lin, line, All, MaxTrainingRounds -> 2]; form = r["NetTrainInputForm"]')
    assert nets("{Head[form], Part[form, 1, 0], Part[form, 1, 2] === line}") == "{HoldForm, NetTrain, True}"
