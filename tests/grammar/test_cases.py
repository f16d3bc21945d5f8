"""Every row of syntax_cases.tsv: input TAB FullForm."""

from pathlib import Path

import pytest
from luperca.grammar import full_form, parse

TABLE = Path(__file__).with_name("syntax_cases.tsv")


def unfold(field: str) -> str:
    """The text of a field, in which a newline, a tab and a backslash are written `\\n`, `\\t` and `\\\\`."""
    parts = field.split("\\\\")
    return "\\".join(part.replace("\\n", "\n").replace("\\t", "\t") for part in parts)


ROWS = [[unfold(field) for field in line.split("\t")] for line in TABLE.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("source, expected", ROWS, ids=[repr(row[0]) for row in ROWS])
def test_case(source, expected):
    assert full_form(parse(source)) == expected


def test_table_is_whole():
    assert len(ROWS) == 505
