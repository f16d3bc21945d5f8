"""Tokenizers: text to numbers of subwords and back, from the files that models of text come with."""

from .files import read_tokenizer
from .lists import LISTED, Blanks, listed
from .tokenizer import ModelError, Tokenizer, Uncovered

__all__ = ["LISTED", "Blanks", "ModelError", "Tokenizer", "Uncovered", "listed", "read_tokenizer"]
