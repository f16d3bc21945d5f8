"""Text to syntax tree."""

from .ast import full_form
from .lexer import WLSyntaxError, tokens
from .parser import is_complete, parse, read_all

__all__ = ["WLSyntaxError", "full_form", "is_complete", "parse", "read_all", "tokens"]
