"""Text -> expressions.

`parse` reads one expression, `read_all` all of a text, one at a time; `is_complete` serves a prompt and `tokens` a
highlighter.  The nodes are made by a builder: `TreeBuilder` makes the default tree, another may make anything.
`operators` is the table of operators, for those who write expressions as well.

>>> full_form(parse("NetChain[<ElementwiseLayer[Tanh]>]"))
'NetChain[List[ElementwiseLayer[Tanh]]]'
"""

from .ast import Integer, Node, Real, String, Symbol, TreeBuilder, full_form
from .errors import WLSyntaxError
from .highlight import Token, tokens
from .parser import is_complete, parse, read_all

__all__ = [
    "Integer",
    "Node",
    "Real",
    "String",
    "Symbol",
    "Token",
    "TreeBuilder",
    "WLSyntaxError",
    "full_form",
    "is_complete",
    "parse",
    "read_all",
    "tokens",
]
