"""Two-state lexer.  It knows at every point whether an operand is expected, so

* a glyph is classified as PREFIX, INFIX or POSTFIX here (`-`, `!`, `++`, `<`, `;;` ...);
* juxtaposition becomes an INFIX token (implicit Times);
* `a;` and `a;;` get their missing operand;
* `[[`/`]]` and the angle list `<` ... `>` are settled by the bracket stack;
* a newline outside brackets ends the expression iff an operand is not expected.
"""
import re
from fractions import Fraction

from . import operators as O
from .ast import Expr, Int, Real, Str, Sym


class WLSyntaxError(SyntaxError):
    """incomplete=True: more input could repair it."""

    def __init__(self, msg, text, pos, incomplete=False, expected=()):
        self.message, self.pos = msg, pos
        self.incomplete, self.expected = incomplete, tuple(expected)
        self.line = text.count("\n", 0, pos) + 1
        bol = text.rfind("\n", 0, pos) + 1
        self.column = pos - bol + 1
        eol = text.find("\n", bol)
        src = text[bol: eol if eol >= 0 else len(text)]
        lo = max(0, self.column - 61)
        caret = " " * (self.column - 1 - lo) + "^"
        self.caret = f"  {src[lo:lo + 100]}\n  {caret}"
        super().__init__(f"line {self.line}, column {self.column}: {msg}\n{self.caret}")


class Tok:
    """The few attributes that Lark's LALR driver reads, and our value."""
    __slots__ = ("type", "value", "start_pos", "end_pos")

    def __init__(self, type, value, start, end):
        self.type, self.value, self.start_pos, self.end_pos = type, value, start, end

    line = column = end_line = end_column = None

    def __repr__(self):
        return f"{self.type}:{self.value!r}"


_alt = lambda xs: "|".join(re.escape(x) for x in sorted(xs, key=len, reverse=True))
# Disjoint alternatives and possessive quantifiers (Python 3.11): never backtrack inside a name.
_SPECIAL_LETTER = r"[°\uf700-\uf7ff]|\\\[(?:%s)\]|\\:[0-9a-fA-F]{4}" % "|".join(sorted(O.NAMED_LETTERS, key=len, reverse=True))
_NAME = rf"(?:[A-Za-z$]|[^\W\d_A-Za-z]|{_SPECIAL_LETTER})(?:[A-Za-z0-9$]++|[^\W_A-Za-z0-9]|{_SPECIAL_LETTER})*+"
_SYM = rf"`?{_NAME}(?:`{_NAME})*+"
_SIMPLE_INT = r"[0-9]+(?![0-9.`^*a-zA-Z$_\\]|\^\^)"
_MARK = r"(?:``[+-]?[0-9]+(?:\.[0-9]*)?|`(?:[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+))?)?"
_NUM = rf"(?:[0-9]+\^\^(?:[0-9a-zA-Z]+(?:\.(?!\.)[0-9a-zA-Z]*)?|\.[0-9a-zA-Z]+)|[0-9]+(?:\.(?!\.)[0-9]*)?|\.[0-9]+){_MARK}(?:\*\^[+-]?[0-9]+)?"
_FILE = r"\"(?:[^\"\\]|\\.)*\"|[A-Za-z0-9_/\\.:$*~?!`\-]+"
_glyphs = set(O.PREFIX) | set(O.INFIX) | set(O.POSTFIX)
# Glyphs with a digit guard (`a/.5`, `a=.5`, `a.5`) or handled on their own.
_glyphs -= {"/.", "=.", ".", ";", "::", ">>", ">>>"}
_MASTER = re.compile("|".join([
    r"(?P<WS>[ \t\r\f\v\u00a0\uf3a2]+|\\\r?\n)",
    rf"(?P<INT>{_SIMPLE_INT})",
    r"(?P<COMMA>,)",
    rf"(?P<NUM>{_NUM})",
    rf"(?P<SYM>{_SYM}(?!_))",
    rf"(?P<BLANK>(?:{_SYM})?(?:___|__|_\.|_)(?:(?<!\.){_SYM})?)",
    r"(?P<NL>\n)",
    r"(?P<STR>\")",
    r"(?P<COMMENT>\(\*)",
    r"(?P<BOX>\\[(!^_/@%&+)`])",
    rf"(?P<SLOT>\#\#[0-9]*|\#(?:[0-9]+|{_NAME}|\"(?:[^\"\\]|\\.)*\")?)",
    r"(?P<OUT>%[0-9]+|%+)",
    rf"(?P<GET><<[ \t]*(?P<getf>{_FILE})?)",
    rf"(?P<PUT>>>>?[ \t]*(?P<putf>{_FILE})?)",
    rf"(?P<MSG>::[ \t]*(?P<tag>{_NAME}|[0-9]+|\"(?:[^\"\\]|\\.)*\")?)",
    r"(?P<ASSOC><\|)", r"(?P<RASSOC>\|>)",
    r"(?P<OPEN>[\[({⟦⌊⌈〈⟨\uf603\uf605])", r"(?P<CLOSE>[\])}⟧⌋⌉〉⟩\uf604\uf606])",
    rf"(?P<NAMED>\\\[(?P<nm>[A-Za-z0-9]+)\])",
    r"(?P<UNSET>=[ \t]*\.(?![0-9.]))", r"(?P<REPL>/\.(?![0-9]))",
    rf"(?P<OP>{_alt(_glyphs | {';'})}|\.)",
]))
_WS = re.compile(r"[ \t\r\n\f\v]*")
_COMMENT_PART = re.compile(r"\(\*|\*\)")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"', re.S)
_STR_ESC = re.compile(r"\\(?:\[([A-Za-z0-9]+)\]|:([0-9a-fA-F]{4})|\.([0-9a-fA-F]{2})|\|([0-9a-fA-F]{6})|([0-7]{3})|(\r?\n[ \t]*)|(.))", re.S)
_INFO = re.compile(r"(\?\??)[ \t]*([A-Za-z0-9$`*@]+)[ \t]*(?=\r?\n|$)")
_CLOSER = {"(": ")", "{": "}", "[": "]", "[[": "]]", "<|": "|>", "<": ">"}
_TYPE = {"(": "LPAR", ")": "RPAR", "{": "LBRACE", "}": "RBRACE", "[": "LSQB", "]": "RSQB",
         "[[": "LPART", "]]": "RPART", "<|": "LASSOC", "|>": "RASSOC"}
_BCLOSE = {c: o for o, (c, _) in O.BRACKETS.items()}
_NUMBER_ROW = re.compile(r"\{\s*(-?[0-9]+(?:\.[0-9]*)?(?:\*\^-?[0-9]+)?(?:\s*,\s*-?[0-9]+(?:\.[0-9]*)?(?:\*\^-?[0-9]+)?)*)\s*\}")
NUMBER_ROWS = True       # read `{1, 2.5, -3}` as one ATOM token

E_, A_, SEMI, SPAN = 0, 1, 2, 3      # operand expected / after operand / after `;` / after `;;`
_NULL, _ONE, _ALL = Sym("Null"), Int(1), Sym("All")


def unescape(s, text, pos):
    def sub(m):
        name, h4, h2, h6, octal, cont, ch = m.groups()
        if name:
            for d in (O.NAMED_LETTERS, O.NAMED_OPS, O.NAMED_RAW):
                if name in d:
                    return d[name]
            raise WLSyntaxError(f"unknown character name \\[{name}]", text, pos + 1 + m.start())
        h = h4 or h2 or h6
        if h:
            return chr(int(h, 16))
        if octal:
            return chr(int(octal, 8))
        if cont:
            return ""
        t = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", '"': '"', "\\": "\\",
             "<": "", ">": ""}.get(ch)
        if t is None:
            raise WLSyntaxError(f"unknown string escape \\{ch}", text, pos + 1 + m.start())
        return t
    return _STR_ESC.sub(sub, s) if "\\" in s else s


def number(s, text, pos):
    try:
        body, _, exp = s.partition("*^")
        mark = None
        real = "`" in body
        if real:
            body, _, m = body.partition("`")
            if m.startswith("`"):
                mark = ("a", float(m[1:]))
            elif m:
                mark = ("p", float(m))
        base = 10
        if "^^" in body:
            b, _, body = body.partition("^^")
            base = int(b)
            if not 2 <= base <= 36:
                raise ValueError("number base must be between 2 and 36")
        i, dot, f = body.partition(".")
        value = Fraction(int(i + f or "0", base), base ** len(f)) if dot else int(i, base)
        if exp:
            value = value * (base ** int(exp) if int(exp) >= 0 else Fraction(1, base ** -int(exp)))
        if dot or real:
            return Real(Fraction(value), mark)
        if isinstance(value, Fraction) and value.denominator != 1:
            return Expr(Sym("Rational"), [Int(value.numerator), Int(value.denominator)])
        return Int(int(value))
    except ValueError as e:
        raise WLSyntaxError(f"bad number {s!r}: {e}", text, pos) from None


def _symbol_name(s):
    if "\\" in s:
        s = re.sub(r"\\\[(\w+)\]|\\:([0-9a-fA-F]{4})",
                   lambda m: O.NAMED_LETTERS[m[1]] if m[1] else chr(int(m[2], 16)), s)
    return O.LETTER_SYMBOLS.get(s, s)


def _blank(s):
    i = s.index("_")
    name, rest = s[:i], s[i:]
    rest_head = rest.lstrip("_")
    n = len(rest) - len(rest_head)
    if rest_head == ".":
        b = Expr(Sym("Blank"), [])
        if name:
            b = Expr(Sym("Pattern"), [Sym(_symbol_name(name)), b])
        return Expr(Sym("Optional"), [b])
    b = Expr(Sym(("Blank", "BlankSequence", "BlankNullSequence")[n - 1]),
             [Sym(_symbol_name(rest_head))] if rest_head else [])
    return Expr(Sym("Pattern"), [Sym(_symbol_name(name)), b]) if name else b


def _slot(s):
    seq = s.startswith("##")
    rest = s[2:] if seq else s[1:]
    arg = Int(1) if not rest else Int(int(rest)) if rest.isdigit() else Str(rest.strip('"'))
    return Expr(Sym("SlotSequence" if seq else "Slot"), [arg])


def tokens(text, pos=0):
    """Yield Tok up to the end of ONE expression, then a Tok of type END (value: where to go on).
    Nothing but END is yielded for blank text."""
    st, stack, n, begin = E_, [], len(text), True
    symbols, match = {}, _MASTER.match

    def need(tag):                      # implicit operand before a token that starts none
        nonlocal st
        v = _NULL if st == SEMI else _ALL
        st = A_
        t = Tok("ATOM", v, pos, pos)
        return t

    while True:
        if begin and st == E_ and not stack:
            if text.startswith("?", pos):
                m = _INFO.match(text, pos)
                if not m:
                    raise WLSyntaxError("`?` at the start of an input wants a name or a pattern such as *Layer", text, pos)
                e = Expr(Sym("Information"), [Str(m[2]), Expr(Sym("Rule"), [Sym("LongForm"), Sym("True" if len(m[1]) == 2 else "False")])], pos, m.end())
                yield Tok("ATOM", e, pos, m.end())
                yield Tok("END", m.end(), m.end(), m.end())
                return
        if pos >= n:
            break
        m = match(text, pos)
        if m is None:
            c = text[pos]
            raise WLSyntaxError(f"unexpected character {c!r}" + (" (a named character is written \\[Name])" if c == "\\" else ""), text, pos)
        kind, end = m.lastgroup, m.end()
        if kind == "WS":
            pos = end
            continue
        if kind == "NL":
            if not stack and st != E_:
                break
            pos = end
            continue
        if kind == "COMMENT":
            depth, p = 1, end
            while depth:
                c = _COMMENT_PART.search(text, p)
                if not c:
                    raise WLSyntaxError("comment is not closed", text, pos, incomplete=True)
                depth += 1 if c[0] == "(*" else -1
                p = c.end()
            pos = p
            continue
        begin = False
        # ---- atoms -------------------------------------------------------
        value = None
        if kind == "INT":
            value = Int(int(m[0]))
        elif kind == "SYM":
            s = m[0]
            value = symbols.get(s)
            if value is None:
                value = symbols[s] = Sym(_symbol_name(s))
        elif kind == "NUM":
            value = number(m[0], text, pos)
        elif kind == "STR":
            q = _STRING.match(text, pos)
            if not q:
                raise WLSyntaxError("string is not closed", text, pos, incomplete=True)
            end = q.end()
            value = Str(unescape(q[1], text, pos))
        elif kind == "BLANK":
            value = _blank(m[0])
        elif kind == "SLOT":
            value = _slot(m[0])
        elif kind == "OUT":
            s = m[0]
            value = Expr(Sym("Out"), [Int(int(s[1:]))] if s[1:].isdigit() else [] if s == "%" else [Int(-len(s))])
        elif kind == "GET":
            f = m["getf"]
            if f is not None:
                value = Expr(Sym("Get"), [Str(unescape(f[1:-1], text, pos) if f[0] == '"' else f)], pos, end)
            elif st == A_ or end >= n:
                raise WLSyntaxError("`<<` wants a file name (nested angle lists: write `< <`)", text, end, end >= n)
        if value is not None:
            if st == A_:
                yield Tok("INFIX", O.IMPLICIT_TIMES, pos, pos)
            st = A_
            yield Tok("ATOM", value, pos, end)
            pos = end
            continue
        glyph = m[0]
        if kind == "COMMA":
            if not stack or stack[-1][0] == "(":
                raise WLSyntaxError("a comma is not allowed here", text, pos)
            if st >= SEMI:
                yield need(0)
            st = E_
            yield Tok("COMMA", ",", pos, end)
            pos = end
            continue
        if kind == "NAMED":
            nm = m["nm"]
            if nm in O.NAMED_OPS:
                glyph = O.NAMED_OPS[nm]
                if glyph in ("⟦", "⌊", "⌈", "⟨"):
                    kind = "OPEN"
                elif glyph in ("⟧", "⌋", "⌉", "⟩"):
                    kind = "CLOSE"
                elif glyph == "<|":
                    kind = "ASSOC"
                elif glyph == "|>":
                    kind = "RASSOC"
                else:
                    kind = "OP"
            elif nm in O.NAMED_RAW:
                pos = end
                continue
            else:
                raise WLSyntaxError(f"unknown character name \\[{nm}]", text, pos)
        if kind == "BOX":
            raise WLSyntaxError("two-dimensional box syntax \\( \\) is not supported", text, pos)
        # ---- closers -----------------------------------------------------
        if (kind == "OP" and glyph[0] == ">" or kind == "PUT") and stack and stack[-1][0] == "<":
            kind, glyph, end = "CLOSE", ">", pos + 1          # a bare > closes the angle list
        if kind == "CLOSE" or kind == "RASSOC":
            if glyph == "⟧":
                glyph = "]]"
            if glyph == "]" and stack and stack[-1][0] == "[[":
                w = _WS.match(text, end).end()
                if text[w:w + 1] != "]":
                    raise WLSyntaxError("`[[` wants `]]`", text, pos, w >= n)
                glyph, end = "]]", w + 1
            if not stack:
                raise WLSyntaxError(f"unmatched closing bracket {glyph}", text, pos)
            opener, opos, _ = stack[-1]
            want = _CLOSER.get(opener) or O.BRACKETS[opener][0]
            if glyph != want:
                l = text.count("\n", 0, opos) + 1
                raise WLSyntaxError(f"{glyph} does not close {opener} of line {l}, column {opos - text.rfind(chr(10), 0, opos)}; expected {want}", text, pos)
            if st >= SEMI:
                yield need(0)
            stack.pop()
            st = A_
            yield Tok("RANGLE" if opener == "<" else _TYPE.get(glyph, "BCLOSE"), glyph, pos, end)
            pos = end
            continue
        # ---- openers -----------------------------------------------------
        if st != A_ and (kind == "GET" or kind == "OP" and glyph in ("<", "<>")):
            end = pos + 1                     # angle list; `<<` that no file name follows is two of them
            glyph, kind = "<", "OPEN"
        if kind == "OPEN" or kind == "ASSOC":
            if glyph == "⟦":
                glyph = "[["
            elif glyph == "[":
                w = _WS.match(text, end).end()
                if text[w:w + 1] == "[" and st == A_:
                    glyph, end = "[[", w + 1
            if glyph in ("[", "[["):
                if st != A_:
                    raise WLSyntaxError(f"{glyph} has nothing before it to apply to", text, pos, expected=("operand",))
            elif st == A_:
                yield Tok("INFIX", O.IMPLICIT_TIMES, pos, pos)
            if glyph == "{" and NUMBER_ROWS:
                r = _NUMBER_ROW.match(text, pos)
                if r:
                    items = [Int(int(x)) if x.lstrip(" \t\r\n-").isdigit() and "- " not in x else _signed(x, text, pos) for x in r[1].split(",")]
                    st, end = A_, r.end()
                    yield Tok("ATOM", Expr(Sym("List"), items, pos, end), pos, end)
                    pos = end
                    continue
            stack.append((glyph, pos, st))
            st = E_
            yield Tok("LANGLE" if glyph == "<" else _TYPE.get(glyph, "BOPEN"), glyph, pos, end)
            pos = end
            continue
        # ---- operators ---------------------------------------------------
        if kind == "UNSET":
            glyph = "=."
        elif kind == "MSG":
            if m["tag"] is None:
                raise WLSyntaxError("`::` wants a message tag", text, end, end >= n)
            if st != A_:
                raise WLSyntaxError("`::` has nothing before it", text, pos)
            t = m["tag"]
            yield Tok("POSTFIX", (O.POSTFIX["::"], unescape(t[1:-1], text, pos) if t[0] == '"' else _symbol_name(t)), pos, end)
            pos = end
            continue
        elif kind == "PUT":
            f = m["putf"]
            op = O.POSTFIX[">>>" if glyph.startswith(">>>") else ">>"]
            if f is None:
                raise WLSyntaxError(f"`{op.glyph}` wants a file name", text, end, end >= n)
            if st >= SEMI:
                yield need(0)
            if st != A_:
                raise WLSyntaxError(f"`{op.glyph}` has nothing before it", text, pos)
            yield Tok("POSTFIX", (op, unescape(f[1:-1], text, pos) if f[0] == '"' else f), pos, end)
            pos = end
            continue
        if glyph == ";;":
            if st != A_:
                if st >= SEMI and st == SPAN:
                    yield need(0)
                else:
                    yield Tok("ATOM", _ONE, pos, pos)
            yield Tok("INFIX", O.INFIX[";;"], pos, end)
            st = SPAN
            pos = end
            continue
        if st != A_:
            op = O.PREFIX.get(glyph)
            if op is None:
                if st >= SEMI:
                    yield need(0)             # now after an operand: go on below
                else:
                    raise WLSyntaxError(f"operator {glyph} has no left operand", text, pos, expected=("operand",))
            else:
                yield Tok("PREFIX", op, pos, end)
                st = E_
                pos = end
                continue
        op = O.POSTFIX.get(glyph)
        if op is not None:
            yield Tok("POSTFIX", op, pos, end)
            pos = end
            continue
        op = O.INFIX.get(glyph)
        if op is None:                        # a glyph that is only prefix: implicit Times
            yield Tok("INFIX", O.IMPLICIT_TIMES, pos, pos)
            yield Tok("PREFIX", O.PREFIX[glyph], pos, end)
            st = E_
        else:
            yield Tok("INFIX", op, pos, end)
            st = SEMI if glyph == ";" else E_
        pos = end
    # ---- end of text or of a line ----------------------------------------
    if stack:
        o, p, _ = stack[-1]
        l = text.count("\n", 0, p) + 1
        raise WLSyntaxError(f"{o} of line {l}, column {p - text.rfind(chr(10), 0, p)} is not closed; expected {_CLOSER.get(o) or O.BRACKETS[o][0]}", text, n, incomplete=True)
    if st >= SEMI:
        yield need(0)
    if st == E_ and not begin:
        raise WLSyntaxError("an operand is missing at the end of the input", text, n, incomplete=True, expected=("operand",))
    yield Tok("END", pos, pos, pos)


def _signed(x, text, pos):
    x = x.strip()
    v = number(x.lstrip("-"), text, pos)
    if x[0] == "-":
        if type(v) is Int:
            return Int(-v.value)
        if type(v) is Real:
            return Real(-v.digits, v.mark)
        v.args[0] = Int(-v.args[0].value)
    return v
