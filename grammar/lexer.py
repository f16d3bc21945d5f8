"""Text -> the tokens of one expression.

The lexer knows at every point whether an operand is expected, so here

* a glyph becomes PREFIX, INFIX or POSTFIX (`-`, `!`, `++`, `<`, `;;` and the like);
* juxtaposition becomes a token, implicit Times;
* the operands that may be missing, of `;`, of `;;` and between commas, are put in, with no width;
* `[[` and `]]`, and the angle list `<` ... `>`, are told from other uses by the stack of open brackets;
* a newline outside brackets ends the expression unless an operand is expected.

It follows that a wrong text is found here, at the first token that is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NoReturn

from . import operators
from .characters import kind_of, named, suggestion
from .errors import WLSyntaxError, place
from .literals import integer, number, numbers, unescape
from .patterns import INFORMATION, MASTER, STRING_END, WHITE, comment_end
from .structure import Item
from .words import is_syntax, scan_word, symbol_name

# What the next token meets: nothing yet (at the start, after an opener or a comma), an operator that needs an operand,
# an operand, `;` or `;;`, whose operand may be missing.
BEGIN, OPERAND, AFTER, SEMICOLON, SPAN = range(5)

# opener -> its closer and the kinds of both
_PAIRS = {
    "(": (")", "LPAR", "RPAR"),
    "{": ("}", "LBRACE", "RBRACE"),
    "[": ("]", "LSQB", "RSQB"),
    "[[": ("]]", "LPART", "RPART"),
    "<|": ("|>", "LASSOC", "RASSOC"),
    "<": (">", "LANGLE", "RANGLE"),
    **{opener: (closer, "BOPEN", "BCLOSE") for opener, (closer, _) in operators.BRACKETS.items()},
}
_CLOSERS = {closer for closer, _, _ in _PAIRS.values()} - {">"}
_BLANK_HEADS = {"_": "Blank", "__": "BlankSequence", "___": "BlankNullSequence"}
_SPAN = operators.INFIX[";;"]
_PUT = {glyph: operators.POSTFIX[glyph] for glyph in (">>", ">>>")}

Match = re.Match[str]


class Lexer:
    """Reads one expression from `pos` on; afterwards `pos` is where the next one may start."""

    def __init__(self, text: str, pos: int, builder: Any) -> None:
        self.text, self.pos, self.builder = text, pos, builder
        self.state = BEGIN
        self.stack: list[tuple[str, int]] = []  # open brackets and where they are
        self.out: list[Item] = []
        self.ended = False  # at a newline

    def run(self) -> list[Item]:
        """The tokens, the last of kind $END; an empty list if no expression is left."""
        text, out, match, pos = self.text, self.out, MASTER.match, self.pos
        resolve, make_integer = self.builder.symbol, self.builder.integer
        names: dict[str, Any] = {}
        while True:
            m = match(text, pos)
            if m is None:
                pos = self._no_token(pos)
                break
            index: int = m.lastindex  # type: ignore[assignment]
            start, end = m.span(index)
            if index == _SYMBOL:
                word = text[start:end]
                node = names.get(word)
                if node is None:
                    node = names[word] = resolve(symbol_name(word, text, start))
            elif index == _INTEGER:
                node = make_integer(integer(text[start:end]))
            else:
                pos = _HANDLERS[index](self, m, start, end)
                if self.ended:
                    break
                continue
            if self.state == AFTER:
                out.append(("INFIX", operators.IMPLICIT_TIMES, start, start))
            self.state = AFTER
            out.append(("ATOM", node, start, end))
            pos = end
        self._finish(pos)
        return out

    def _no_token(self, pos: int) -> int:
        """The end of the text, if only white space is left; otherwise an error."""
        text = self.text
        pos = WHITE.match(text, pos).end()  # type: ignore[union-attr]
        if pos < len(text):
            char = text[pos]
            if char == "\\":
                last = pos + 1 == len(text)
                message = "a backslash continues a line or begins a character such as \\[Alpha]"
                raise WLSyntaxError(message, text, pos, incomplete=last)
            raise WLSyntaxError(f"the character {ascii(char)} has no place in code", text, pos)
        return pos

    def _finish(self, pos: int) -> None:
        self.pos = pos
        if self.stack:
            opener, at = self.stack[-1]
            line, column = place(self.text, at)
            message = f"{opener} of line {line}, column {column} is not closed"
            if opener == "<":
                message += " (where an operand is expected, < opens a list)"
            raise WLSyntaxError(message, self.text, at, incomplete=True, expected=(_PAIRS[opener][0],))
        if not self.out:
            return
        if self.state == OPERAND:
            self._missing(pos, incomplete=True)
        if self.state >= SEMICOLON:
            self._fill(pos)
        self.out.append(("$END", "", pos, pos))

    # ---- operands --------------------------------------------------------------------------------------------------

    def _atom(self, node: Any, start: int, end: int) -> int:
        if self.state == AFTER:
            self.out.append(("INFIX", operators.IMPLICIT_TIMES, start, start))
        self.state = AFTER
        self.out.append(("ATOM", node, start, end))
        return end

    def _call(self, name: str, args: list[Any], start: int, end: int) -> Any:
        return self.builder.node(self.builder.symbol(name), args, start, end)

    def _fill(self, pos: int) -> None:
        """The missing operand of `;` or `;;`, or between commas."""
        self.out.append(("ATOM", self.builder.symbol("All" if self.state == SPAN else "Null"), pos, pos))
        self.state = AFTER

    def _number(self, m: Match, start: int, end: int) -> int:
        return self._atom(number(m["NUMBER"], self.text, start, self.builder), start, end)

    def _string(self, m: Match, start: int, end: int) -> int:
        found = STRING_END.match(self.text, start)
        if found is None:
            raise WLSyntaxError("the string is not closed", self.text, start, incomplete=True, expected=('"',))
        return self._atom(self.builder.string(self._text_of(found[0], start)), start, found.end())

    def _text_of(self, word: str, start: int) -> str:
        """The value of a word that may be written as a string."""
        return unescape(word[1:-1], self.text, start + 1) if word.startswith('"') else word

    def _blank(self, m: Match, start: int, end: int) -> int:
        name, _, rest = m["BLANK"].partition("_")
        head = rest.lstrip("_")
        blanks = "_." if head == "." else "_" * (1 + len(rest) - len(head))
        return self._pattern(name, blanks, "" if head == "." else head, start, end)

    def _pattern(self, name: str, blanks: str, head: str, start: int, end: int) -> int:
        symbol, text = self.builder.symbol, self.text
        at = end - len(head)
        args = [symbol(symbol_name(head, text, at))] if head else []
        node = self._call(_BLANK_HEADS.get(blanks, "Blank"), args, start + len(name), end)
        if name:
            node = self._call("Pattern", [symbol(symbol_name(name, text, start)), node], start, end)
        if blanks == "_.":
            node = self._call("Optional", [node], start, end)
        return self._atom(node, start, end)

    def _word(self, m: Match | None, start: int, end: int) -> int:
        name, blanks, head, end = scan_word(self.text, start)
        if blanks:
            return self._pattern(name, blanks, head, start, end)
        if not name:
            raise WLSyntaxError(f"{self.text[start:end]} has no place in code", self.text, start)
        return self._atom(self.builder.symbol(symbol_name(name, self.text, start)), start, end)

    def _slot(self, m: Match, start: int, end: int) -> int:
        word = m["SLOT"]
        name = "SlotSequence" if word.startswith("##") else "Slot"
        rest = word.lstrip("#")
        if not rest or rest.isdigit():
            arg = self.builder.integer(integer(rest or "1"))
        else:
            arg = self.builder.string(self._text_of(rest, start + 1))
        return self._atom(self._call(name, [arg], start, end), start, end)

    def _out(self, m: Match, start: int, end: int) -> int:
        word = m["OUT"]
        if word == "%":
            args = []
        else:
            args = [self.builder.integer(integer(word[1:]) if word[1:].isdigit() else -len(word))]
        return self._atom(self._call("Out", args, start, end), start, end)

    def _get(self, m: Match, start: int, end: int) -> int:
        file = m["getfile"]
        if file is None:
            if self.state != AFTER and end < len(self.text):
                return self._open("<", start, start + 1)  # two angle lists
            last = end >= len(self.text)
            raise WLSyntaxError("<< has no file name", self.text, start, incomplete=last, expected=("a file name",))
        file = self._text_of(file, m.start("getfile"))
        return self._atom(self._call("Get", [self.builder.string(file)], start, end), start, end)

    def _information(self, start: int) -> int:
        m = INFORMATION.match(self.text, start)
        if m is None:
            raise WLSyntaxError("? at the start asks for information about a name", self.text, start, expected=(
                "a name or a pattern such as *Layer, alone on its line",))  # fmt: skip
        symbol, end = self.builder.symbol, m.end(2)
        answer = symbol("True" if m[1] == "??" else "False")
        form = self._call("Rule", [symbol("LongForm"), answer], start, end)
        self._atom(self._call("Information", [self.builder.string(m[2]), form], start, end), start, end)
        self.ended = True
        return m.end()

    # ---- white space -----------------------------------------------------------------------------------------------

    def _newline(self, m: Match | None, start: int, end: int) -> int:
        if not self.stack and self.state >= AFTER:
            self.ended = True
            return start
        return end

    def _skip(self, m: Match, start: int, end: int) -> int:
        return end

    # ---- brackets --------------------------------------------------------------------------------------------------

    def _opener(self, m: Match, start: int, end: int) -> int:
        glyph = m["OPEN"]
        if glyph == "(" and self.text.startswith("*", end):
            end = comment_end(self.text, start)
            if end < 0:
                raise WLSyntaxError("the comment is not closed", self.text, start, incomplete=True, expected=("*)",))
            return end
        return self._open(glyph, start, end)

    def _open(self, glyph: str, start: int, end: int) -> int:
        after = self.state == AFTER
        if glyph == "[" and after:
            white = WHITE.match(self.text, end).end()  # type: ignore[union-attr]
            if self.text.startswith("[", white):
                glyph, end = "[[", white + 1
        if glyph == "[" or glyph == "[[":
            if not after:
                message = f"{glyph} has nothing before it to apply"
                raise WLSyntaxError(message, self.text, start, expected=("an operand",))
        elif after:
            self.out.append(("INFIX", operators.IMPLICIT_TIMES, start, start))
        if glyph == "{":
            found = numbers(self.text, start)
            if found:
                values, shape, end = found
                self.out.append(("ATOM", self.builder.numbers(values, shape), start, end))
                self.state = AFTER
                return end
        self.stack.append((glyph, start))
        self.out.append((_PAIRS[glyph][1], glyph, start, end))
        self.state = BEGIN
        return end

    def _closer(self, m: Match, start: int, end: int) -> int:
        return self._close(m["CLOSE"], start, end)

    def _close(self, glyph: str, start: int, end: int) -> int:
        text = self.text
        if not self.stack:
            raise WLSyntaxError(f"{glyph} closes no bracket", text, start)
        opener, at = self.stack[-1]
        closer, _, kind = _PAIRS[opener]
        if glyph == "]" and opener == "[[":
            white = WHITE.match(text, end).end()  # type: ignore[union-attr]
            if not text.startswith("]", white):
                raise WLSyntaxError("one ] does not close [[", text, start, white >= len(text), ("]]",))
            glyph, end = "]]", white + 1
        if glyph != closer:
            line, column = place(text, at)
            message = f"{glyph} does not close {opener} of line {line}, column {column}"
            raise WLSyntaxError(message, text, start, expected=(closer,))
        self._close_operand(start, opener)
        self.stack.pop()
        self.out.append((kind, glyph, start, end))
        self.state = AFTER
        return end

    def _close_operand(self, pos: int, opener: str) -> None:
        """What a closing bracket finds before it."""
        if self.state == OPERAND:
            self._missing(pos)
        if self.state >= SEMICOLON or self.state == BEGIN and self.out[-1][0] == "_COMMA":
            self._fill(pos)
        elif self.state == BEGIN and opener == "(":
            raise WLSyntaxError("nothing stands between ( and )", self.text, pos, expected=("an operand",))

    def _comma(self, m: Match | None, start: int, end: int) -> int:
        if not self.stack:
            raise WLSyntaxError("a comma has no place outside brackets", self.text, start)
        if self.stack[-1][0] == "(":
            line, column = place(self.text, self.stack[-1][1])
            message = f"a comma has no place between parentheses, such as ( of line {line}, column {column}"
            raise WLSyntaxError(message, self.text, start, expected=(")",))
        if self.state == OPERAND:
            self._missing(start)
        if self.state != AFTER:
            self._fill(start)
        self.out.append(("_COMMA", ",", start, end))
        self.state = BEGIN
        return end

    # ---- operators -------------------------------------------------------------------------------------------------

    def _missing(self, pos: int, glyph: str = "", incomplete: bool = False) -> NoReturn:
        """The error for an operator without its operand."""
        kind, value, _, _ = self.out[-1] if self.out else ("", None, 0, 0)
        if self.state == OPERAND:
            before = value.glyph
            if glyph:
                message = f"an operand is missing between {before} and {glyph}"
            else:
                message = f"{before} has no {'right ' if kind == 'INFIX' else ''}operand"
        else:
            message = f"{glyph} has no left operand"
        raise WLSyntaxError(message, self.text, pos, incomplete, ("an operand",))

    def _operator(self, m: Match, start: int, end: int) -> int:
        return self._glyph(m["OPERATOR"], start, end)

    def _unset(self, m: Match, start: int, end: int) -> int:
        return self._glyph("=.", start, end)

    def _glyph(self, glyph: str, start: int, end: int) -> int:
        if glyph[0] == ">" and self.stack and self.stack[-1][0] == "<":
            return self._close(">", start, start + 1)  # the rest of the glyph is read again
        out = self.out
        if self.state != AFTER:
            if glyph == "<" or glyph == "<>":
                return self._open("<", start, start + 1)
            if glyph == ";;":
                if self.state == SPAN:
                    self._fill(start)
                else:
                    out.append(("ATOM", self.builder.integer(1), start, start))
                    self.state = AFTER
            elif glyph in operators.PREFIX:
                out.append(("PREFIX", operators.PREFIX[glyph], start, end))
                self.state = OPERAND
                return end
            elif self.state >= SEMICOLON:
                self._fill(start)
            elif not out and (glyph == "?" or glyph == "??"):
                return self._information(start)
            else:
                self._missing(start, glyph)
        op = operators.POSTFIX.get(glyph)
        if op is not None:
            out.append(("POSTFIX", op, start, end))
            return end
        op = operators.INFIX.get(glyph)
        if op is None:  # a glyph that is only a prefix begins another factor
            out.append(("INFIX", operators.IMPLICIT_TIMES, start, start))
            out.append(("PREFIX", operators.PREFIX[glyph], start, end))
            self.state = OPERAND
        else:
            out.append(("INFIX", op, start, end))
            self.state = SPAN if op is _SPAN else SEMICOLON if glyph == ";" else OPERAND
        return end

    def _message(self, m: Match, start: int, end: int) -> int:
        tag = m["tag"]
        if tag is None:
            last = end >= len(self.text)
            raise WLSyntaxError(":: has no message tag", self.text, start, incomplete=last, expected=("a name",))
        if self.state != AFTER:
            self._missing(start, "::")
        tag = self._text_of(tag, m.start("tag"))
        self.out.append(("POSTFIX", (operators.POSTFIX["::"], tag), start, end))
        return end

    def _put(self, m: Match, start: int, end: int) -> int:
        glyph = ">>>" if m["PUT"].startswith(">>>") else ">>"
        if self.stack and self.stack[-1][0] == "<":
            return self._close(">", start, start + 1)
        if m["putfile"] is None:
            message, last = f"{glyph} has no file name", end >= len(self.text)
            raise WLSyntaxError(message, self.text, start, incomplete=last, expected=("a file name",))
        if self.state >= SEMICOLON:
            self._fill(start)
        if self.state != AFTER:
            self._missing(start, glyph)
        self.out.append(("POSTFIX", (_PUT[glyph], self._text_of(m["putfile"], m.start("putfile"))), start, end))
        return end

    # ---- characters outside ASCII ----------------------------------------------------------------------------------

    def _named(self, m: Match, start: int, end: int) -> int:
        found = named(m["name"])
        if found is None:
            message = f"there is no character \\[{m['name']}]{suggestion(m['name'])}"
            raise WLSyntaxError(message, self.text, start)
        return self._char(found.char, found.kind, start, end)

    def _other(self, m: Match, start: int, end: int) -> int:
        return self._char(m["OTHER"], "", start, end)

    def _char(self, char: str, kind: str, start: int, end: int) -> int:
        glyph = operators.SPELLINGS.get(char, char)
        if glyph == ",":
            return self._comma(None, start, end)
        if glyph in _CLOSERS:
            return self._close(glyph, start, end)
        if glyph in _PAIRS and glyph != "<":
            return self._open(glyph, start, end)
        if is_syntax(char) or char in operators.INFIX or char in operators.PREFIX or char in operators.POSTFIX:
            return self._glyph(char, start, end)
        if not char.isascii():
            kind = kind_of(char)
        if kind == "letter":
            return self._word(None, start, end)
        if kind == "space" or char in "\t\r ":
            return end
        if kind == "newline" or char == "\n":
            return self._newline(None, start, end)
        shown = self.text[start:end] if char.isprintable() else ascii(char)[1:-1]
        if char in "“”‘’":
            raise WLSyntaxError(f"{shown} does not quote", self.text, start, expected=('a straight "',))
        if kind == "operator":
            raise WLSyntaxError(f"{shown} has no meaning outside two-dimensional notation", self.text, start)
        raise WLSyntaxError(f"{shown} has no place in code", self.text, start)

    def _box(self, m: Match, start: int, end: int) -> int:
        message = f"box notation ({m['BOX']}) is read inside strings only; write the expression in one line"
        raise WLSyntaxError(message, self.text, start)


_BY_KIND: dict[str, Callable[[Lexer, Match, int, int], int]] = {
    "COMMA": Lexer._comma,
    "OPEN": Lexer._opener,
    "CLOSE": Lexer._closer,
    "NEWLINE": Lexer._newline,
    "STRING": Lexer._string,
    "NUMBER": Lexer._number,
    "BLANK": Lexer._blank,
    "SLOT": Lexer._slot,
    "OUT": Lexer._out,
    "GET": Lexer._get,
    "PUT": Lexer._put,
    "MESSAGE": Lexer._message,
    "UNSET": Lexer._unset,
    "OPERATOR": Lexer._operator,
    "CONTINUED": Lexer._skip,
    "NAMED": Lexer._named,
    "WORD": Lexer._word,
    "OTHER": Lexer._other,
    "BOX": Lexer._box,
}
_SYMBOL, _INTEGER = MASTER.groupindex["SYMBOL"], MASTER.groupindex["INTEGER"]
_HANDLERS = {MASTER.groupindex[kind]: handler for kind, handler in _BY_KIND.items()}
