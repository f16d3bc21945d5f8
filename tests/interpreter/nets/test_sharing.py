"""Arrays that several layers share, and how fast single arrays learn."""

import pytest

CHAIN = (
    'net = NetInitialize[NetChain[{LinearLayer[2, "Weights" -> NetArray["w"]], Tanh, '
    'LinearLayer[2, "Weights" -> NetSharedArray["w"], "Biases" -> None]}, "Input" -> 2]]; '
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('NetExtract[net, {1, "Weights"}] === NetExtract[net, {3, "Weights"}]', "True"),
        ('NetExtract[net, NetArray["w"]] === NetExtract[net, {1, "Weights"}]', "True"),
        ('NetExtract[net, NetSharedArray["w"]] === NetExtract[net, {3, "Weights"}]', "True"),
        ('Keys[Information[net, "ArraysDimensions"]]', '{NetArray["w"], {1, "Biases"}}'),
        ('net[{1, 2}, NetPortGradient[NetArray["w"]]] === net[{1, 2}, NetPortGradient[{3, "Weights"}]]', "True"),
        ("ToExpression[ToString[net, InputForm]] === net", "True"),
        ('NetExtract[NetExtract[net, 3], NetArray["w"]] === NetExtract[net, NetArray["w"]]', "True"),
    ],
)
def test_one_name_is_one_array(ask, text, expected):
    assert ask(CHAIN + text) == expected
    assert ask.messages == []


def test_training_keeps_shared_arrays_one(ask):
    ask(CHAIN + "trained = NetTrain[net, {{1, 2} -> {3, 4}}, MaxTrainingRounds -> 5]")
    assert ask('NetExtract[trained, {1, "Weights"}] === NetExtract[trained, {3, "Weights"}]') == "True"
    assert ask('NetExtract[trained, NetArray["w"]] === NetExtract[net, NetArray["w"]]') == "False"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('LinearLayer[1, "Weights" -> NetArray[<|"Array" -> {{3}}|>], "Biases" -> None][{2}]', "{6.}"),
        ('LinearLayer[1, "Weights" -> NetArray[<|"Name" -> "w", "Array" -> {{3}}|>], "Biases" -> {1}][{2}]', "{7.}"),
        ('NetExtract[LinearLayer["Weights" -> NetArray[<|"Dimensions" -> {3, 2}|>]], "Input"]', "2"),
        ('NetExtract[LinearLayer["Weights" -> NetArray[]], "Weights"]', "Automatic"),
        (
            'LinearLayer["Weights" -> NetArray[<|"Dimensions" -> {3, 2}|>]]',
            'LinearLayer["Weights" -> NetArray[<|"Dimensions" -> {3, 2}|>]]',
        ),
        (
            'Keys[Information[NetInsertSharedArrays[NetChain[{2, NetMapOperator[1]}]], "Arrays"]]',
            '{NetArray["1/Weights"], NetArray["1/Biases"], NetArray["2/Net/Weights"], NetArray["2/Net/Biases"]}',
        ),
        (
            'Keys[Information[NetInsertSharedArrays[BatchNormalizationLayer[], "p."], "Arrays"]]',
            '{NetArray["p.Biases"], NetArray["p.Scaling"], {"MovingMean"}, {"MovingVariance"}}',
        ),
    ],
)
def test_net_arrays_and_inserted_names(ask, text, expected):
    assert ask(text) == expected
    assert ask.messages == []


def test_inserting_names_changes_no_result(ask):
    ask('net = NetInitialize[NetChain[{2, Tanh, <|"a" -> 3|>[[1]]}, "Input" -> 2]]')
    assert ask("NetInsertSharedArrays[net][{1, 2}] === net[{1, 2}]") == "True"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('LinearLayer[1, "Weights" -> NetArray[3]]', "LinearLayer::badarray"),
        ('LinearLayer[1, "Weights" -> NetArray[<|"Colour" -> 3|>]]', "LinearLayer::badarray"),
        ('LinearLayer[1, "Weights" -> NetArray[<|"Array" -> x|>]]', "LinearLayer::invarr"),
        ('LinearLayer[3, "Weights" -> NetArray[<|"Dimensions" -> {2, 2}|>]]', "LinearLayer::tyfail1"),
        ('BatchNormalizationLayer["MovingMean" -> NetArray["m"]]', "BatchNormalizationLayer::noshare"),
        (
            'NetChain[{LinearLayer[2, "Weights" -> NetArray["w"]], LinearLayer[3, "Weights" -> NetArray["w"]]}]',
            "NetChain::tyfail1",
        ),
        (
            'NetChain[{LinearLayer["Weights" -> NetArray["w", "Array" -> {{1}}]], '
            'LinearLayer["Weights" -> NetArray["w", "Array" -> {{2}}]]}]',
            "NetChain::sharedval",
        ),
        ("NetInsertSharedArrays[3]", "NetInsertSharedArrays::invnet"),
        ("NetInsertSharedArrays[NetChain[{2}], 3]", "NetInsertSharedArrays::badprefix"),
        ("LinearLayer[2, LearningRateMultipliers -> fast]", "LinearLayer::badmult"),
    ],
)
def test_mistakes_give_a_message_and_failed(ask, text, message):
    assert ask(text) == "$Failed"
    assert ask.messages == [message]


@pytest.mark.parametrize(
    ("layers", "option", "kept"),
    [
        ('LinearLayer[2, LearningRateMultipliers -> {"Weights" -> 0}], 2', "", "{True, False, False, False}"),
        ("LinearLayer[2, LearningRateMultipliers -> None], 2", "", "{True, True, False, False}"),
        ("2, 2", ', LearningRateMultipliers -> {{1, "Biases"} -> 0}', "{False, True, False, False}"),
        ("2, 2", ", LearningRateMultipliers -> {2 -> 0}", "{False, False, True, True}"),
        ("2, 2", ", LearningRateMultipliers -> {1 -> 1, _ -> 0}", "{False, False, True, True}"),
        ("2, 2", ", LearningRateMultipliers -> {1 ;; 2 -> 0}", "{True, True, True, True}"),
    ],
)
def test_multipliers_freeze_arrays(ask, layers, option, kept):
    ask(f'net = NetInitialize[NetChain[{{{layers}}}, "Input" -> 2]]')
    ask(f"trained = NetTrain[net, {{{{1, 2}} -> {{3, 5}}}}, MaxTrainingRounds -> 3{option}]")
    parts = '{{1, "Weights"}, {1, "Biases"}, {2, "Weights"}, {2, "Biases"}}'
    assert ask(f"Map[NetExtract[net, #] === NetExtract[trained, #] &, {parts}]") == kept


@pytest.mark.parametrize(
    ("rules", "factors"),
    [
        ("{1 -> 0, _ -> 3}", "{0., 0., 3., 3.}"),
        ('{{2, "Weights"} -> 5}', "{1., 1., 5., 1.}"),
        ('{"Weights" -> 5}', "{1., 1., 1., 1.}"),
        ("2", "{2., 2., 2., 2.}"),
    ],
)
def test_multipliers_of_layers_hold_for_shared_arrays(ask, rules, factors):
    ask(f'n = NetInsertSharedArrays[NetChain[{{2, 1}}, "Input" -> 3, LearningRateMultipliers -> {rules}]]')
    assert ask('Values[Information[n, "ArraysLearningRateMultipliers"]]') == factors


def test_the_first_rule_for_one_of_the_places_counts(ask):
    layer = 'LinearLayer[2, "Weights" -> NetArray["w"], "Biases" -> None]'
    for rules, factor in [("{2 -> 4, 1 -> 3}", "4."), ("{1 -> 3, 2 -> 4}", "3."), ("{3 -> 4}", "1.")]:
        ask(f'n = NetChain[{{{layer}, {layer}, Ramp}}, "Input" -> 2, LearningRateMultipliers -> {rules}]')
        assert ask('Values[Information[n, "ArraysLearningRateMultipliers"]]') == f"{{{factor}}}"


def test_multipliers_stay_with_the_layer(ask):
    assert ask('LinearLayer[2, LearningRateMultipliers -> {"Weights" -> 0}]').count("LearningRateMultipliers") == 1
    assert ask("NetExtract[NetChain[{LinearLayer[2, LearningRateMultipliers -> 0]}], 1]").count("Multipliers") == 1
