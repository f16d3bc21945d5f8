"""Training that is left and taken up again ends with the same bits."""

import numpy
import pytest
from luperca.runtime.declare import create
from luperca.runtime.graph import chain, connect
from luperca.runtime.training import make_trainer
from luperca.runtime.training.checkpoints import load, save, write_whole


def net():
    kinds = ("LinearLayer", 8), ("BatchNormalizationLayer",), ("DropoutLayer", 0.3), ("LinearLayer", 1)
    body = chain([create(*kind) for kind in kinds])
    return connect({1: body, 2: create("MeanSquaredLossLayer")}, [((1, None), (2, None))], {"Input": (3,)})


def trainer(method="ADAM", **settings):
    rng = numpy.random.default_rng(1)
    x = rng.normal(size=(50, 3))
    columns = {"Input": x, "Target": x.sum(axis=1, keepdims=True)}
    chosen = {"batch_size": 16, "rounds": 6, "seed": 4, "method": method, "rate": 0.01, **settings}
    return make_trainer(net(), {}, columns, **chosen)


def same(one, other):
    assert one.keys() == other.keys()
    for path in one:
        numpy.testing.assert_array_equal(one[path], other[path], err_msg=str(path))


@pytest.mark.parametrize("method", ["ADAM", "SGD", "RMSProp", "SignSGD"])
@pytest.mark.parametrize("left", [1, 3, 4, 9, 15])
def test_resumed_anywhere_it_ends_with_the_same_weights(tmp_path, method, left):
    whole = trainer(method)
    whole.run()
    first = trainer(method)
    first.run(lambda t, event: "Stop" if event == "Batch" and t.batch == left else None, batches=True)
    save(tmp_path / "state", *first.state())
    second = trainer(method)
    second.restore(*load(tmp_path / "state"))
    assert second.run() == "rounds"
    same(second.arrays(), whole.arrays())
    assert second.losses == whole.losses and second.batch_losses == whole.batch_losses
    assert (second.round, second.batch, second.processed) == (6, 24, 300)


def test_another_training_is_refused(tmp_path):
    first = trainer()
    save(tmp_path / "state", *first.state())
    for other in (trainer(seed=5), trainer(batch_size=8)):
        with pytest.raises(ValueError):
            other.restore(*load(tmp_path / "state"))


def test_what_is_no_checkpoint(tmp_path):
    (tmp_path / "text").write_text("no numbers")
    with pytest.raises(ValueError):
        load(tmp_path / "text")
    with pytest.raises(OSError):
        load(tmp_path / "nothing")


def test_a_file_is_whole_or_not_there(tmp_path, monkeypatch):
    write_whole(tmp_path / "a" / "file", b"first")
    monkeypatch.setattr("os.replace", lambda *paths: (_ for _ in ()).throw(OSError("no space")))
    with pytest.raises(OSError):
        write_whole(tmp_path / "a" / "file", b"second")
    assert (tmp_path / "a" / "file").read_bytes() == b"first"
    assert [p.name for p in (tmp_path / "a").iterdir()] == ["file"]
