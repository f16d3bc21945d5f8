"""Summaries and message templates."""

from luperca.interpreter.display import fill_template, summary_text
from luperca.interpreter.display.layout import Page
from luperca.interpreter.display.outputform import OUTPUT
from luperca.interpreter.expr import make_list


def test_rows_are_aligned():
    rows = [("Input", "vector (size: 2)"), ("Output", "vector (size: 3)")]
    assert summary_text("LinearLayer", rows) == (
        "LinearLayer[\n  Input:  vector (size: 2)\n  Output: vector (size: 3)\n]"
    )


def test_word_and_groups():
    rows = ["Parameters", ("Output dimensions", 2), "Ports", ("Input", "tensor"), ("Out", make_list(["dog", "cat"]))]
    assert summary_text("NetChain", rows, "uninitialized") == (
        "NetChain[\n  uninitialized\n  Parameters\n    Output dimensions: 2\n"
        "  Ports\n    Input: tensor\n    Out:   {dog, cat}\n]"
    )


def test_a_row_is_one_line():
    assert summary_text("F", [("A", "x\ty\n"), ("B", make_list(["\n"]))]) == "F[\n  A: x\\ty\\n\n  B: {\\n}\n]"


def test_without_rows_and_inside_other_text():
    assert summary_text("ElementwiseLayer") == "ElementwiseLayer[<>]"
    page = Page(OUTPUT)
    page.blocks = False
    assert summary_text("NetChain", [("Input", "tensor")], "uninitialized", page) == "NetChain[<uninitialized>]"


def test_templates():
    assert fill_template("Part `1` of `2` does not exist.", (5, make_list(["a", 1.0]))) == (
        "Part 5 of {a, 1.} does not exist."
    )
    assert fill_template("`` then ``, a `.` and `9`", (1, 2)) == "1 then 2, a ` and `9`"
    long = fill_template("`1`", (make_list(range(10**5)),))
    assert len(long) < 450 and long.startswith("{0, 1,") and long.endswith("99999}")
