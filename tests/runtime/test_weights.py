"""Arrays in files."""

import numpy
from luperca.runtime.weights import load, metadata, save
from safetensors.numpy import save_file


def test_round_trip(tmp_path):
    arrays = {("Weights",): numpy.ones((2, 3), "float32"), ("a.b", 2, "Biases"): numpy.arange(3.0)}
    save(arrays, tmp_path / "net.safetensors", {"name": "net"})
    found = load(tmp_path / "net.safetensors")
    assert found.keys() == arrays.keys()
    for path, array in arrays.items():
        assert found[path].dtype == array.dtype and (found[path] == array).all()
    assert metadata(tmp_path / "net.safetensors") == {"name": "net"}


def test_transposed_arrays_keep_their_meaning(tmp_path):
    array = numpy.arange(6.0).reshape(3, 2).T
    save({("w",): array}, tmp_path / "w.safetensors")
    assert (load(tmp_path / "w.safetensors")[("w",)] == array).all()


def test_names_of_other_programs(tmp_path):
    save_file({"layer.0.weight": numpy.ones(2)}, tmp_path / "x.safetensors")
    assert list(load(tmp_path / "x.safetensors")) == [("layer", 0, "weight")]
    assert metadata(tmp_path / "x.safetensors") == {}
