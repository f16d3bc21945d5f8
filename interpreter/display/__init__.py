"""Expressions to text."""

from . import codeforms, grids, numberforms, operatorforms, pictures, wrappers
from .forms import FORMS, form, to_text
from .inputform import full_form, input_form
from .outputform import formatter, output_form
from .short import shorten
from .stringform import fill_template
from .summary import summary_text

__all__ = [
    "FORMS",
    "codeforms",
    "fill_template",
    "form",
    "formatter",
    "full_form",
    "grids",
    "input_form",
    "numberforms",
    "operatorforms",
    "output_form",
    "pictures",
    "shorten",
    "summary_text",
    "to_text",
    "wrappers",
]
