"""Which layers, and which of their parameters, have no stored reference value.

`python -m tests.reference.coverage` prints the lists, which come from the registry of layers and the file of cases.
"""

from collections import defaultdict

from .spec import read


def specs(described):
    """A Spec and those inside."""
    yield described
    for inner in described.options.get("nets", {}).values():
        yield from specs(inner)


def covered():
    """The layers of the cases, each with the parameters that some case sets."""
    from luperca.runtime.layers import LAYERS

    found: dict[str, set[str]] = defaultdict(set)
    for described, _ in read().values():
        for one in specs(described):
            positional = [p.name for p in LAYERS[one.layer].parameters if not p.named]
            found[one.layer] |= {*one.options, *positional[: len(one.arguments)]}
    return found


def without_reference():
    """The layers that no case is about, sorted."""
    from luperca.runtime.layers import LAYERS

    known = covered()
    return sorted(name for name in LAYERS if name not in known)


def parameters_without_reference():
    """The parameters of the other layers that every case leaves at their defaults: "Layer.Parameter", sorted."""
    from luperca.runtime.layers import LAYERS

    return sorted(
        f"{name}.{p.name}"
        for name, known in covered().items()
        for p in LAYERS[name].parameters
        if p.name not in known
    )


if __name__ == "__main__":
    import sys
    from pathlib import Path

    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    __import__("conftest")
    for title, names in (
        ("layers without reference values", without_reference()),
        ("parameters without", parameters_without_reference()),
    ):
        print(f"{title}:", *names, sep="\n  ")
