"""VerificationTest and TestReport."""

import pytest


@pytest.mark.parametrize(
    ("test", "outcome"),
    [
        ("1 + 1, 2", "Success"),
        ("1 + 1 == 2", "Success"),
        ("1 + 1, 3", "Failure"),
        ("1., 1", "Failure"),
        ("1., 1, SameTest -> Equal", "Success"),
        ("1/0, ComplexInfinity", "MessagesFailure"),
        ("1/0, ComplexInfinity, {Power::infy}", "Success"),
        ("1/0, ComplexInfinity, Power::infy", "Success"),
        ("1, 1, {Power::infy}", "MessagesFailure"),
        ("1/0, ComplexInfinity, {f::x}", "MessagesFailure"),
        ("Abort[], 1", "Error"),
        ("While[True], 1, TimeConstraint -> 0.05", "Error"),
        ("Quiet[1/0], ComplexInfinity", "Success"),
        ("x = 3; x^2, 9", "Success"),
    ],
)
def test_outcomes(ask, test, outcome):
    assert ask(f"VerificationTest[{test}][\"Outcome\"]") == f'"{outcome}"'
    assert ask.messages == []


def test_what_a_result_knows(ask):
    ask('r = VerificationTest[1 + 1, 3, TestID -> "sum"]')
    assert ask('{r["Input"], r["ActualOutput"], r["ExpectedOutput"], r["TestID"]}') == (
        '{HoldForm[1 + 1], HoldForm[2], HoldForm[3], "sum"}'
    )
    assert ask('r["Fame"]') == 'Missing["KeyAbsent", "Fame"]'
    assert ask("r", "OutputForm").split("\n")[1].split() == ["Outcome:", "Failure"]
    assert ask('VerificationTest[1/0, 2]["ActualMessages"]') == "{HoldForm[Power::infy]}"


def test_reports(ask, tmp_path):
    file = tmp_path / "square.wlt"
    file.write_text("f[x_] := x^2\nVerificationTest[f[3], 9]\nVerificationTest[f[2], 5]\nVerificationTest[f[y], y^2]\n")
    ask(f'r = TestReport["{file.as_posix()}"]')
    assert ask('{r["TestsSucceededCount"], r["TestsFailedCount"], r["AllTestsSucceeded"]}') == "{2, 1, False}"
    assert ask('{r["TestsSucceededKeys"], r["TestsFailedKeys"]}') == "{{1, 3}, {2}}"
    assert ask('r["TestResults"][2]["ActualOutput"]') == "HoldForm[4]"
    assert "Test 2:" in ask("r", "OutputForm")
    assert ask('TestReport[{VerificationTest[True]}]["AllTestsSucceeded"]') == "True"
    assert ask.messages == []


@pytest.mark.parametrize(
    ("call", "message"), [("3", "badtest"), ("{1}", "badtest"), ('"/nowhere/at/all.wlt"', "oserr")]
)
def test_what_is_no_test(ask, call, message):
    assert ask(f"TestReport[{call}]") == "$Failed"
    assert ask.messages == [f"TestReport::{message}"]
