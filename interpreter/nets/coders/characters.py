"""The "Characters" coders: strings to codes of their characters, and probabilities of characters to strings."""

from __future__ import annotations

from typing import Any

import numpy as np

from ... import symbols as S
from ...expr import boolean
from .alphabet import Alphabet
from .coder import Coder, DecoderKind, EncoderKind, declare
from .parameters import Parameter, anything, truth
from .strings import DEPTH, FORM, LENGTH, LOSS, cut, is_string, probabilities, sequence, shaped, written

_TABLE = Parameter(anything, S.Automatic)
_CASE = Parameter(truth, False)


def _read_table(values: dict[str, Any], evaluate: Any) -> dict[str, Any]:
    alphabet = Alphabet(values["Alphabet"], values["IgnoreCase"])
    return {**values, "Alphabet": alphabet.members(), "alphabet": alphabet}


def _encode(coder: Coder, examples: list[Any], session: Any) -> list[np.ndarray]:
    alphabet = coder["alphabet"]
    return [shaped(coder, cut(coder, alphabet.encode(e), alphabet.filler), alphabet.count) for e in examples]


def _rows(coder: Coder) -> list[tuple[str, Any]]:
    return [("Characters", len(coder["Alphabet"])), ("Ignore case", boolean(coder["IgnoreCase"]))]


_PROPERTIES = written(lambda coder, codes: coder["alphabet"].decode([c + 1 for c in codes]))

declare(
    EncoderKind(
        "Characters",
        _encode,
        type=lambda c: sequence(c, c["alphabet"].count),
        example=is_string,
        wants="a string",
        arguments={"Alphabet": _TABLE, "Form": FORM},
        options={"IgnoreCase": _CASE, "TargetLength": LENGTH},
        finish=_read_table,
        rows=lambda c: [*_rows(c), ("Form", c["Form"]), ("Target length", c["TargetLength"])],
        word="string",
    ),
    DecoderKind(
        "Characters",
        type=lambda c: probabilities(c, c["alphabet"].count),
        properties=lambda c: _PROPERTIES,
        arguments={"Alphabet": _TABLE},
        options={"IgnoreCase": _CASE, "InputDepth": DEPTH},
        finish=_read_table,
        rows=lambda c: [*_rows(c), ("Input depth", c["InputDepth"])],
        word="string",
        steps=True,
        loss=lambda c: LOSS,
    ),
)
