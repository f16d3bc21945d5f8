"""What a terminal shows of a training while it goes on."""

import pytest
from luperca.interpreter.nets.training.reports import curve


@pytest.mark.parametrize(
    ("values", "width", "shown"),
    [
        ([1.0, 0.5, 0.0], 10, "█▅▁"),
        ([0.0, 7.0], 10, "▁█"),
        ([3.0, 3.0], 10, "▁▁"),
        ([4.0, 4.0, 0.0, 0.0], 2, "█▁"),
        ([1.0, float("inf"), 0.0], 10, "█▁"),
        ([], 10, ""),
    ],
)
def test_curves(values, width, shown):
    assert curve(values, width) == shown


def test_a_panel_is_written_over_and_taken_away(ask):
    written = []
    ask.session.state["write_stderr"] = written.append
    options = 'TrainingProgressReporting -> {"Panel", "Interval" -> 1}, ValidationSet -> Scaled[0.25]'
    ask("data = Table[{k} -> {2 k}, {k, 0., 1, 0.1}]")
    ask(f'NetTrain[LinearLayer[1, "Input" -> 1], data, MaxTrainingRounds -> 3, {options}]')
    assert len(written) == 4
    first, second, _, last = written
    assert first.startswith("\rLinearLayer, ADAM: round 1 of 3") and "\nloss " in first and "\nvalidation " in first
    assert second.startswith("\r\x1b[3A") and "67%" in second
    assert last == "\r\x1b[3A\x1b[J"


def test_a_terminal_sees_the_panel_without_asking(ask):
    written = []
    ask.session.state |= {"write_stderr": written.append, "live": True}
    ask('NetTrain[LinearLayer[1, "Input" -> 1], {{1} -> {2}}, TimeGoal -> 0.8]')
    assert written and written[-1].endswith("\x1b[J")
    written.clear()
    ask('NetTrain[LinearLayer[1, "Input" -> 1], {{1} -> {2}}, TimeGoal -> 0.5, TrainingProgressReporting -> None]')
    assert written == []
