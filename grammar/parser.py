"""Public entry points: parse, read_all, is_complete."""
import pathlib

from lark import Lark, Transformer
from lark.exceptions import UnexpectedToken
from lark.lexer import Lexer

from . import operators as O
from .ast import Expr, Int, Str, Sym
from .fold import FoldError, Group, Suffix, fold
from .lexer import Tok, WLSyntaxError, tokens

_NULL = Sym("Null")


class _Lexer(Lexer):
    def __init__(self, conf):
        pass

    def lex(self, data):
        return iter(data)


def _value(x):
    """An operand that no operator touches."""
    t = type(x)
    return x.value if t is Tok else x.expr if t is Group else x


class _Build(Transformer):
    def start(self, c):
        return _value(c[0])

    def expr(self, c):
        return fold(c)

    def args(self, c):
        if len(c) == 1 and c[0] is None:
            return []
        return [_NULL if x is None else _value(x) for x in c if type(x) is not Tok or x.type != "COMMA"]

    def paren(self, c):
        return Group(_value(c[1]), c[0].start_pos, c[2].end_pos)

    def list(self, c):
        return Expr(Sym("List"), c[1], c[0].start_pos, c[2].end_pos)

    def association(self, c):
        return Expr(Sym("Association"), c[1], c[0].start_pos, c[2].end_pos)

    def bracketed(self, c):
        return Expr(Sym(O.BRACKETS[c[0].value][1]), c[1], c[0].start_pos, c[2].end_pos)

    def call(self, c):
        return Suffix(False, c[1], c[2].end_pos)

    def part(self, c):
        return Suffix(True, c[1], c[2].end_pos)


_GRAMMAR = pathlib.Path(__file__).with_name("wl.lark")


def make_parser(**kw):
    return Lark(_GRAMMAR.read_text(), parser="lalr", lexer=_Lexer, transformer=_Build(),
                keep_all_tokens=True, maybe_placeholders=True, **kw)


_lark = None
_WORDS = {"ATOM": "an operand", "INFIX": "an operator", "POSTFIX": None, "PREFIX": None, "LPAR": None,
          "LBRACE": None, "LANGLE": None, "LASSOC": None, "BOPEN": None, "LSQB": None, "LPART": None,
          "RPAR": ")", "RBRACE": "}", "RSQB": "]", "RPART": "]]", "RASSOC": "|>", "RANGLE": ">",
          "BCLOSE": "a closing bracket", "COMMA": ",", "$END": "the end of the expression"}


def _read_one(text, pos):
    """(Expr or None, start, end) of the expression at pos."""
    global _lark
    if _lark is None:
        _lark = make_parser()
    toks = list(tokens(text, pos))
    end = toks.pop().value
    if not toks:
        return None, end, end
    try:
        return _lark.parse(toks), toks[0].start_pos, toks[-1].end_pos
    except UnexpectedToken as e:
        want = [w for w in (_WORDS[x] for x in sorted(e.accepts or e.expected)) if w]
        p = e.token.start_pos if e.token.type != "$END" else toks[-1].end_pos
        err = WLSyntaxError(f"expected {' or '.join(want)} before {text[p:e.token.end_pos] or 'this'}", text, p, expected=want)
        raise err from None
    except RecursionError:
        raise WLSyntaxError("the expression is nested too deeply", text, toks[0].start_pos) from None
    except FoldError as e:
        raise WLSyntaxError(str(e), text, e.pos) from None


def convert(tree, builder):
    """The same expression made by `builder`; iterative, so that depth does not matter."""
    out, stack = [], [(tree, False)]
    while stack:
        x, done = stack.pop()
        t = type(x)
        if done:
            n = len(x.args)
            args = out[len(out) - n:] if n else []
            del out[len(out) - n:]
            out[-1] = builder.node(out[-1], args, x.start, x.end)
        elif t is Expr:
            if type(x.head) is Sym and x.head.name == "Rational":
                out.append(builder.rational(x.args[0].value, x.args[1].value))
                continue
            stack.append((x, True))
            stack += [(a, False) for a in reversed(x.args)]
            stack.append((x.head, False))
        elif t is Sym:
            out.append(builder.symbol(x.name))
        elif t is Int:
            out.append(builder.integer(x.value))
        elif t is Str:
            out.append(builder.string(x.value))
        elif x.mark:
            out.append(builder.marked(x.digits, *x.mark))
        else:
            try:
                out.append(builder.real(float(x.digits)))
            except OverflowError:
                out.append(builder.marked(x.digits, "p", 15.954589770191003))
    return out[0]


def read_all(text, builder=None):
    """Yield (expression, start, end) for every expression of a script, one at a time."""
    pos, n = 0, len(text)
    while pos < n:
        e, start, end = _read_one(text, pos)
        if e is None:
            return
        yield (e if builder is None else convert(e, builder)), start, end
        pos = max(end, pos + 1)


def parse(text, builder=None):
    """Exactly one expression (several at top level: an error; none: Null)."""
    out = list(read_all(text, builder))
    if not out:
        return _NULL if builder is None else builder.symbol("Null")
    if len(out) > 1:
        raise WLSyntaxError("a second expression starts here", text, out[1][1])
    return out[0][0]


def is_complete(text):
    """'complete' | 'incomplete' | 'error' | 'empty', and the error or None."""
    try:
        return ("complete" if any(True for _ in list(read_all(text))) else "empty"), None
    except WLSyntaxError as e:
        return ("incomplete" if e.incomplete else "error"), e
