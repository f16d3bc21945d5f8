"""Data sets by name, from files of each format that the tests write."""

import gzip
import struct

import numpy as np
import pytest

RNG = np.random.default_rng(3)


def idx(array):
    return b"\0\0\x08" + bytes([array.ndim]) + struct.pack(f">{array.ndim}I", *array.shape) + array.tobytes()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("LUPERCA_HOME", str(tmp_path))
    return tmp_path / "datasets"


def written(folder, files):
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


@pytest.fixture
def fashion(folder):
    """Five pictures to learn from and two to test with, compressed as packages have them."""
    files = {}
    for part, n in (("train", 5), ("t10k", 2)):
        files[f"{part}-images-idx3-ubyte.gz"] = gzip.compress(idx(RNG.integers(256, size=(n, 4, 4), dtype="u1")))
        files[f"{part}-labels-idx1-ubyte.gz"] = gzip.compress(idx(np.arange(n, dtype="u1")))
    written(folder / "fashion-mnist", files)


def test_arrays_of_bytes(ask, fashion):
    assert ask('Values[ResourceData["FashionMNIST"]]') == "{0, 1, 2, 3, 4}"
    assert ask('Values[ResourceData["FashionMNIST", "TestData"]]') == "{0, 1}"
    assert ask('Length[ResourceData["FashionMNIST", "Data"]]') == "7"
    ask('again = ExampleData[{"MachineLearning", "FashionMNIST"}, "TrainingData"]')
    assert ask('again === ResourceData["FashionMNIST"]') == "True"
    assert ask('Through[{ImageType, ImageDimensions, ImageColorSpace}[ResourceData["FashionMNIST"][[1, 1]]]]') == (
        '{"Byte", {4, 4}, "Grayscale"}'
    )
    assert ask.messages == []


def test_nets_take_names(ask, fashion):
    ask('net = NetChain[{FlattenLayer[], 10, SoftmaxLayer[]}, "Output" -> NetDecoder[{"Class", Range[0, 9]}]]')
    ask('r = NetTrain[net, "FashionMNIST", All, ValidationSet -> "FashionMNIST", MaxTrainingRounds -> 1]')
    assert ask('r /@ {"TrainingExamples", "ValidationExamples"}') == "{5, 2}"
    assert ask('Head[Classify["FashionMNIST", Method -> "NearestNeighbors"]]') == "ClassifierFunction"
    assert ask.messages == []


def test_colored_pictures(ask, folder):
    rows = RNG.integers(256, size=(2, 3073), dtype="u1")
    written(folder / "cifar-10", {"test_batch.bin": rows.tobytes()})
    assert ask('Values[ResourceData["CIFAR-10", "TestData"]]') == f"{{{rows[0, 0]}, {rows[1, 0]}}}"
    assert ask('ImageData[ResourceData["CIFAR-10", "TestData"][[2, 1]], "Byte"][[1, 2]]') == (
        f"{{{rows[1, 2]}, {rows[1, 1026]}, {rows[1, 2050]}}}"
    )
    rows = RNG.integers(256, size=(1, 3074), dtype="u1")
    written(folder / "cifar-100", {"train.bin": rows.tobytes()})
    assert ask('Values[ResourceData["CIFAR-100"]]') == f"{{{rows[0, 1]}}}"
    assert ask.messages == []


def test_sentences(ask, folder):
    written(folder / "movie-review", {"rt-polarity.pos": b"good .\ncaf\xe9 \n", "rt-polarity.neg": b"bad\n"})
    assert ask('ResourceData["MovieReview"]') == '{"good ." -> "positive", "café" -> "positive", "bad" -> "negative"}'
    assert ask.messages == []


def test_what_is_not_there(ask, folder):
    assert ask('ResourceData["MNIST"]') == "$Failed"
    assert ask.messages == ["ResourceData::noset"]
    ask('NetTrain[LinearLayer[], "MNIST"]')
    assert ask.messages == ["NetTrain::noset"]
    ask('NetTrain[LinearLayer[], "Digit"]')
    assert ask.messages == ["NetTrain::nodataset"]
    ask('Classify["Language"]')
    assert ask.messages == ["Classify::nodataset"]
    ask('NetMeasurements[LinearLayer[], "MNIST", "Accuracy"]')
    assert ask.messages == ["NetMeasurements::noset"]
    ask('ResourceData["Digits", "Poem"]')
    assert ask.messages == ["ResourceData::noelement"]
    ask('ExampleData[{"MachineLearning", "Poems"}]')
    assert ask.messages == ["ExampleData::noexample"]


@pytest.mark.parametrize("images", [b"", b"GIF89a", b"\0\0\x08\x03\0\0\0\x09", idx(np.zeros((9, 2, 2), "u1"))])
def test_broken_files(ask, folder, images):
    files = {"train-images-idx3-ubyte": images, "train-labels-idx1-ubyte": idx(np.zeros(3, "u1"))}
    written(folder / "mnist", files)
    assert ask('ResourceData["MNIST"]') == "$Failed"
    assert ask.messages == ["ResourceData::badset"]


def test_in_a_sandbox(fashion):
    from luperca import Session

    with Session(sandbox=True) as session:
        assert session.evaluate_wrap('ResourceData["FashionMNIST"]').messages_name == ["ResourceData::sandbox"]
        assert session.evaluate('Length[ResourceData["Digits"]]') == 1498
