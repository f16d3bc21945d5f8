"""TeX of boxes: what TeXForm shows, from the boxes of TraditionalForm."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ... import symbols as S
from ...expr import Expr, Symbol, has_head, is_list, same, symbol
from ..layout import ATOM, MOST_PAGES
from .making import LEAST, Maker
from .texnames import ACCENTS, CHARACTERS, FUNCTIONS, GREEK, TOKENS
from .writing import token_text

VERBATIM = symbol("Luperca`TeX")  # a box that is TeX already
DIFFERENTIAL = "\uf74c"
MOST_DEEP = 150
_NUMBER = re.compile(r"(\d+\.?\d*)(?:`[\d.]*)?(?:\*\^(-?\d+))?")
_TALL = re.compile(r"[\^_]|\\(?:frac|sqrt|begin|sum|prod|int|binom|over|under)")
_SPECIAL = re.compile(r"[#$%&_{}~^\\]")
_WORDS = {"\\": r"$\backslash$", "~": r"$\sim$", "^": r"${}^{\wedge}$"}
_BRACKETS = {"(": ")", "[": "]", "{": "}", "〚": "〛"}
_LEFT = {"(": "(", "[": "[", "{": r"\{", "〚": "[["}
_RIGHT = {")": ")", "]": "]", "}": r"\}", "〛": "]]"}


def words(text: str) -> str:
    """Text within a formula."""
    escaped = _SPECIAL.sub(lambda m: _WORDS.get(m[0], "\\" + m[0]), text)
    return rf"\text{{{escaped}}}"


def _token(text: str) -> str:
    if text in TOKENS:
        return TOKENS[text]
    if text[:1] == '"':
        return words(token_text(text))
    number = _NUMBER.fullmatch(text)
    if number is not None:
        return number[1] + (rf"\times 10^{{{number[2]}}}" if number[2] else "")
    if text in FUNCTIONS:
        return f"\\{text} "
    if text in GREEK:
        return f"\\{text} "
    if text and text.strip("'′") == "":
        return "'" * len(text)
    if len(text) == 1:
        return CHARACTERS.get(text) or (rf"\{text}" if text in "#$%&_" else text)
    if text[:1] == "#":
        return "\\" + text
    letters = [CHARACTERS[c] for c in text if c in CHARACTERS]
    return "".join(letters) if len(letters) == len(text) else words(text)


def _group(text: str) -> str:
    """A script or the argument of a command."""
    return text if len(text) == 1 else f"{{{text}}}"


class Writer:
    """Writes boxes as TeX."""

    def __init__(self) -> None:
        self.depth = 0

    def text(self, e: Any) -> str:
        if type(e) is str:
            return _token(e)
        name = getattr(e.head, "name", "") if isinstance(e, Expr) else ""
        rule = WRITTEN.get(name)
        if rule is None or len(e) < LEAST.get(name, 1) or self.depth > MOST_DEEP:
            from ..inputform import input_form

            return words(input_form(e))
        self.depth += 1
        text = rule(e, self)
        self.depth -= 1
        return text

    def join(self, parts: Any) -> str:
        return "".join(map(self.text, parts))


Rule = Callable[[Any, Writer], str]


def _items(e: Any) -> Any:
    return e.args[0].args if is_list(e.args[0]) else e.args[:1]


def _row(e: Any, writer: Writer) -> str:
    parts = [p for p in _items(e) if p not in ("\u2060", "\uf360")]
    if len(parts) == 3 and has_head(parts[1], S.GridBox) and parts[0] in _BRACKETS:
        return f"\\left{_LEFT[parts[0]]}\n{writer.text(parts[1])}\n\\right{_RIGHT[parts[2]]}"
    if len(parts) == 2 and parts[0] == DIFFERENTIAL:
        return rf" \, d{writer.text(parts[1])}"
    out: list[str] = []
    opened: list[tuple[int, str]] = []
    for i, part in enumerate(parts):
        if type(part) is str and part in _BRACKETS:
            opened.append((len(out), part))
            out.append(_LEFT[part])
        elif type(part) is str and part in _RIGHT and opened and _BRACKETS[opened[-1][1]] == part:
            start, bracket = opened.pop()
            tall = _TALL.search("".join(out[start + 1 :])) is not None
            out[start] = ("\\left" if tall else "") + _LEFT[bracket]
            out.append(("\\right" if tall else "") + _RIGHT[part])
        elif part == "!" and i == 0 and len(parts) > 1:
            out.append(r"\neg ")
        elif part == "∫" or (isinstance(part, Expr) and len(part) > 1 and part.args[0] in ("∑", "∏", "∫")):
            out.append(writer.text(part).rstrip() + " ")
        else:
            out.append(writer.text(part))
    return "".join(out)


def _fraction(e: Any, writer: Writer) -> str:
    return rf"\frac{{{writer.text(e.args[0])}}}{{{writer.text(e.args[1])}}}"


def _base(e: Any, writer: Writer) -> str:
    text = writer.text(e)
    return text if type(e) is str or has_head(e, S.RowBox) else f"{{{text}}}" if "^" in text else text


def _superscript(e: Any, writer: Writer) -> str:
    base, script = _base(e.args[0], writer), writer.text(e.args[1])
    if set(script) == {"'"}:
        return base + script
    return f"{base}^{_group(script)}"


def _subscript(e: Any, writer: Writer) -> str:
    return f"{_base(e.args[0], writer)}_{_group(writer.text(e.args[1]))}"


def _both(e: Any, writer: Writer) -> str:
    lower, upper = [_group(writer.text(x)) for x in e.args[1:3]]
    return f"{writer.text(e.args[0]) if e.args[0] != '∫' else chr(92) + 'int'}_{lower}^{upper}"


def _accent(command: str) -> Rule:
    def rule(e: Any, writer: Writer) -> str:
        base = writer.text(e.args[0])
        accent = ACCENTS.get((command, e.args[1])) if type(e.args[1]) is str else None
        if accent is not None:
            return rf"\{accent[len(base) > 1]}{{{base}}}"
        if e.args[0] in ("∑", "∏", "lim"):
            return f"{base}_{_group(writer.text(e.args[1]))} "
        return rf"\{command}set{{{writer.text(e.args[1])}}}{{{base}}}"

    return rule


def _grid(e: Any, writer: Writer) -> str:
    rows = [r.args if is_list(r) else (r,) for r in _items(e)]
    columns = max(map(len, rows), default=0)
    lines = [" " + " & ".join(map(writer.text, cells)) + r" \\" for cells in rows]
    return "\n".join([rf"\begin{{array}}{{{'c' * columns}}}", *lines, r"\end{array}"])


# what stands around or between the parts of boxes with a name
_TEMPLATES: dict[str, Callable[..., str]] = {
    "Abs": lambda x: rf"\left| {x}\right| ",
    "Floor": lambda x: rf"\lfloor {x}\rfloor ",
    "Ceiling": lambda x: rf"\lceil {x}\rceil ",
    "Binomial": lambda n, k: rf"\binom{{{n}}}{{{k}}}",
}


def _template(e: Any, writer: Writer) -> str:
    parts, tag = _items(e), e.args[1] if len(e) > 1 else ""
    if tag == "RowWithSeparators" and len(parts) > 1:
        return writer.text(parts[1]).join(map(writer.text, parts[2:]))
    shape = _TEMPLATES.get(tag) if type(tag) is str else None
    return writer.join(parts) if shape is None else shape(*map(writer.text, parts))


WRITTEN: dict[str, Rule] = {
    "RowBox": _row,
    "FractionBox": _fraction,
    "SuperscriptBox": _superscript,
    "SubscriptBox": _subscript,
    "SubsuperscriptBox": _both,
    "UnderoverscriptBox": _both,
    "OverscriptBox": _accent("over"),
    "UnderscriptBox": _accent("under"),
    "SqrtBox": lambda e, writer: rf"\sqrt{{{writer.text(e.args[0])}}}",
    "RadicalBox": lambda e, writer: rf"\sqrt[{writer.text(e.args[1])}]{{{writer.text(e.args[0])}}}",
    "GridBox": _grid,
    "TemplateBox": _template,
    "FrameBox": lambda e, writer: rf"\fbox{{$\displaystyle {writer.text(e.args[0])}$}}",
    "TeX": lambda e, writer: e.args[0],
    **dict.fromkeys(
        "StyleBox TagBox FormBox InterpretationBox TooltipBox ButtonBox PanelBox PaneBox ItemBox AdjustmentBox".split(),
        lambda e, writer: writer.text(e.args[0]),
    ),
}


def tex(boxes: Any) -> str:
    """The TeX of boxes."""
    return Writer().text(boxes).strip()


def tex_form(e: Any, visible: Callable[[Symbol], str], hook: Callable[[Any], Any] | None, level: int = 0) -> str:
    """The TeX of an expression; `hook` gives what the user's rules put in place of a node, strings being TeX."""
    return tex(_maker(visible, hook, level).boxes(e))


def _maker(visible: Any, hook: Any, level: int) -> Maker:
    def made(x: Any) -> Any:
        shown = hook(x) if level < MOST_PAGES else None
        if shown is None or same(shown, x):
            return None
        if type(shown) is str:
            return ATOM, Expr(VERBATIM, (shown,))
        if has_head(shown, S.RawBoxes, 1):
            return ATOM, shown.args[0]
        return _maker(visible, hook, level + 1).bound(shown)

    return Maker(S.TraditionalForm, visible, None if hook is None else made)
