"""Arrays in files, read by rows."""

import numpy
import pytest
from luperca.runtime.training.files import Chosen, Rows, datasets


@pytest.fixture(params=["f4", "f8", "i2", "u1", ">f8", "?"])
def stored(request, tmp_path):
    array = (numpy.random.default_rng(1).normal(size=(20, 3, 2)) * 9).astype(request.param)
    numpy.save(tmp_path / "array.npy", array)
    return array, Rows(tmp_path / "array.npy")


def test_rows(stored):
    array, rows = stored
    assert (rows.shape, rows.dtype, len(rows), rows.ndim) == (array.shape, array.dtype, 20, 3)
    for chosen in (slice(None), slice(3, 7), slice(10, 2, -3), slice(5, 5), [4], [3, 19, 0], numpy.array([7, 7, 1])):
        numpy.testing.assert_array_equal(rows[chosen], array[chosen])
    some = Chosen(rows, [5, 9, 2])
    numpy.testing.assert_array_equal(some[[2, 0]], array[[2, 5]])
    numpy.testing.assert_array_equal(some[:2], array[[5, 9]])
    assert some.shape == (3, 3, 2) and len(some) == 3 and some.ndim == 3


def test_a_vector(tmp_path):
    numpy.save(tmp_path / "v.npy", numpy.arange(5))
    assert Rows(tmp_path / "v.npy")[[4, 0]].tolist() == [4, 0]


@pytest.mark.parametrize(
    "array", [numpy.array(3), numpy.array([{}], dtype=object), numpy.asfortranarray(numpy.ones((3, 2)))]
)
def test_what_has_no_rows_of_numbers(tmp_path, array):
    numpy.save(tmp_path / "array.npy", array, allow_pickle=True)
    with pytest.raises(ValueError):
        Rows(tmp_path / "array.npy")


def test_other_files(tmp_path):
    with pytest.raises(OSError):
        Rows(tmp_path / "nothing.npy")
    (tmp_path / "text.npy").write_text("no numbers")
    with pytest.raises(ValueError):
        Rows(tmp_path / "text.npy")
    numpy.save(tmp_path / "short.npy", numpy.ones((10, 10)))
    data = (tmp_path / "short.npy").read_bytes()
    (tmp_path / "short.npy").write_bytes(data[:-80])
    with pytest.raises(ValueError):
        Rows(tmp_path / "short.npy")


def test_data_sets_of_hdf5(tmp_path):
    h5py = pytest.importorskip("h5py")
    array = numpy.arange(60.0).reshape(20, 3)
    with h5py.File(tmp_path / "data.h5", "w") as file:
        file["x"], file["n"] = array, numpy.arange(20)
        file.create_group("more")
    found = datasets(tmp_path / "data.h5")
    assert set(found) == {"x", "n"}
    assert found["x"].shape == (20, 3) and len(found["n"]) == 20 and found["n"].ndim == 1
    for chosen in (slice(None), slice(3, 7), slice(10, 2, -3), [4], [3, 19, 0], numpy.array([7, 7, 1]), []):
        numpy.testing.assert_array_equal(found["x"][chosen], array[chosen])
    (tmp_path / "text.h5").write_text("no numbers")
    with pytest.raises(OSError):
        datasets(tmp_path / "text.h5")
