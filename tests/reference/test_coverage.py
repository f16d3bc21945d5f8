"""Every layer has reference values, or stands here with the reason why not."""

from .coverage import covered, without_reference

WITHOUT = {
    "CompiledLayer": "runs what the user compiled",
    "NetGANOperator": "two nets and two losses that have values each; its wiring is tested by itself",
    "PlaceholderLayer": "stands for nothing that can be evaluated",
    "RandomArrayLayer": "draws",
}


def test_every_layer_has_reference_values():
    assert [name for name in without_reference() if name not in WITHOUT] == []


def test_reasons_are_for_layers_without_values():
    assert WITHOUT.keys() & covered().keys() == set()


def test_the_list_is_about_cases():
    assert len(covered()) > 20
