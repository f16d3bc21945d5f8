"""Asking the user: Input, InputString and ChoiceDialog by lines of text; what needs windows says so."""

from __future__ import annotations

import sys
from typing import Any

from .. import symbols as S
from ..declare import builtin
from ..expr import FAILED, FALSE, NULL, TRUE, Expr, is_list, is_rule
from .streams import to_terminal


def _line(prompt: Any, session: Any) -> str:
    """A line that the user types; "" at the end of what he has to say."""
    to_terminal("stdout", prompt if type(prompt) is str else session.text(prompt), session)
    read = session.state.get("read_line")
    try:
        line: str = sys.stdin.readline() if read is None else read()
    except (OSError, ValueError, RuntimeError):
        return ""
    session.evaluator.poll()
    return line


@builtin('InputString[prompt_:"? "]', "InputString[prompt_, start_]", volatile=True)
def input_string(prompt: Any = "? ", start: Any = None, *, session: Any) -> Any:
    """InputString[] asks the user for a line of text, InputString["prompt"] with a prompt; EndOfFile where nobody
    answers.

    >>> Head[InputString]
    Symbol
    """
    line = _line(prompt, session)
    return line.removesuffix("\n").removesuffix("\r") if line else S.EndOfFile


@builtin('Input[prompt_:"? "]', "Input[prompt_, start_]", volatile=True, sntx="`1`")
def input_(prompt: Any = "? ", start: Any = None, *, session: Any, say: Any) -> Any:
    """Input[] asks the user for an expression, Input["prompt"] with a prompt, and gives its value; EndOfFile where
    nobody answers.

    >>> Head[Input]
    Symbol
    """
    from ...grammar import WLSyntaxError

    text = _line(prompt, session)
    if not text:
        return S.EndOfFile
    while session.is_complete(text)[0] == "incomplete":
        more = _line("", session)
        if not more:
            break
        text += more
    if not text.strip():
        return NULL
    try:
        return session.read_value(text)
    except WLSyntaxError as problem:
        say("sntx", str(problem))
        return FAILED


@builtin("ChoiceDialog[expr_]", "ChoiceDialog[expr_, choices_]", volatile=True, attributes="Protected",
         choices="`1` is no list of choices: rules from what is shown to what is meant.")  # fmt: skip
def choice_dialog(expr: Any, choices: Any = None, *, session: Any, say: Any) -> Any:
    """ChoiceDialog[expr] shows expr and asks the user for OK or Cancel: the result is True or False.
    ChoiceDialog[expr, {label1 -> value1, ...}] asks for one of several values. Without windows the choices are shown
    with numbers, and the user types one; $Canceled is the result where nobody answers.

    >>> Head[ChoiceDialog]
    Symbol
    """
    rules = (Expr(S.Rule, ("OK", TRUE)), Expr(S.Rule, ("Cancel", FALSE))) if choices is None else choices
    rules = rules.args if is_list(rules) else rules
    if not isinstance(rules, tuple) or not rules or not all(is_rule(r) for r in rules):
        return say("choices", choices)
    session.print(session.text(expr))
    for i, rule in enumerate(rules):
        session.print(f"({i + 1}) {session.text(rule.args[0])}")
    while line := _line("? ", session):
        answer = line.strip()
        if answer.isascii() and answer.isdigit() and 1 <= int(answer) <= len(rules):
            return rules[int(answer) - 1].args[1]
        named = [r.args[1] for r in rules if session.text(r.args[0]).lower() == answer.lower()]
        if named:
            return named[0]
    return S.system("$Canceled")


def _windowed(title: str) -> None:
    def act(args: tuple[Any, ...], *, session: Any) -> Any:
        session.message(S.FrontEndObject, "notavail")
        return FAILED

    act.__doc__ = f"""{title}[...] would open a window. There are none here: the result is $Failed.

    >>> Quiet[{title}["x"]]
    $Failed
    """
    builtin(f"{title}[args___]", attributes="HoldAll Protected", volatile=True)(act)


for _title in ("DialogInput", "CreateDialog", "MessageDialog", "SystemDialogInput"):
    _windowed(_title)
