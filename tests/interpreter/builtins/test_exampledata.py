"""Example data that come with the package."""


def test_digits(ask):
    ask('{training, test} = ExampleData[{"MachineLearning", "Digits"}, #] & /@ {"TrainingData", "TestData"}')
    assert ask("Length /@ {training, test}") == "{1498, 299}"
    assert ask("Union[Values[training]]") == "{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}"
    assert ask("ImageDimensions[First[Keys[test]]]") == "{8, 8}"
    assert ask('ExampleData[{"MachineLearning", "Digits"}] === Join[training, test]') == "True"
    assert ask('MemberQ[ExampleData["MachineLearning"], {"MachineLearning", "Digits"}]') == "True"
