"""Series of values at times: how they are made, asked, changed and reckoned with."""

import pytest

CASES = [
    ("TimeSeries[{{2, b}, {1, a}}]", "TimeSeries[{{1, a}, {2, b}}]"),
    ("TimeSeries[{a, b, c}, {0, 1}]", "TimeSeries[{{0, a}, {1/2, b}, {1, c}}]"),
    ("TimeSeries[{a, b, c}, {0, Automatic, 5}]", "TimeSeries[{{0, a}, {5, b}, {10, c}}]"),
    ("TimeSeries[{a, b, c}, {{1, 3, 7}}]", "TimeSeries[{{1, a}, {3, b}, {7, c}}]"),
    ('TimeSeries[{a, b}]["Times"]', "{0, 1}"),
    ("TimeSeries[{1, 5}][{0, 1/4}]", "{1, 2}"),
    ("TimeSeries[{1, 5}][7]", "TimeSeries[{{0, 1}, {1, 5}}][7]"),
    ("TimeSeries[{{1, 2}, {3, 6}}][2]", "4"),
    ("Normal[TimeSeries[{a, b}]]", "{{0, a}, {1, b}}"),
    ('TimeSeries[{{{2020, 1, 1}, 5}, {{2020, 1, 3}, 9}}]["Times"]', "{3786825600, 3786998400}"),
    ('TimeSeries[{{"2020-01-01", 5}, {"2020-01-03", 9}}][DateObject[{2020, 1, 2}]]', "7"),
    ('Head[TimeSeries[{{"2020-01-01", 5}}]["FirstDate"]]', "DateObject"),
    ('ToExpression[ToString[s = TimeSeries[{{"2020-01-01", 5}}], InputForm]] === s', "True"),
    ("EventSeries[{{1, a}}][2]", "Missing[]"),
    ('TemporalData[{{1, 2}, {3, 5}}, {0, 1}]["Values"]', "{{1, 2}, {3, 5}}"),
    ('TemporalData[{{{0, a}, {1, b}}, {{0, c}, {2, d}}}]["PathLengths"]', "{2, 2}"),
    ("Mean[TimeSeries[{1, 2, 6}]]", "3"),
    ("Mean[TemporalData[{{1, 2}, {3, 5}}, {0}]]", "{3/2, 4}"),
    ('Accumulate[TimeSeries[{1, 2, 6}]]["Path"]', "{{0, 1}, {1, 3}, {2, 9}}"),
    ('Differences[TimeSeries[{1, 2, 6}]]["Path"]', "{{1, 1}, {2, 4}}"),
    ('MovingAverage[TimeSeries[{1, 2, 6}], 2]["Path"]', "{{1, 3/2}, {2, 4}}"),
    ('MovingMap[Max, TimeSeries[{1, 5, 2, 3}], 1]["Values"]', "{5, 5, 3}"),
    ('(2 TimeSeries[{1, 2}] + 1)["Values"]', "{3, 5}"),
    ('(TimeSeries[{1, 2}]^2 + TimeSeries[{a, b}])["Values"]', "{1 + a, 4 + b}"),
    ('TimeSeriesWindow[{{1, a}, {2, b}, {3, c}}, {2, 3}]["Path"]', "{{2, b}, {3, c}}"),
    ('TimeSeriesResample[TimeSeries[{0, 4, 2}], {0, 2, 1/2}]["Values"]', "{0, 2, 4, 3, 2}"),
    ('TimeSeriesResample[TimeSeries[{0, 4, 2}], {{1/4}}]["Path"]', "{{1/4, 1}}"),
    ('TimeSeriesInsert[TimeSeries[{a, b}], {1, c}]["Values"]', "{a, c}"),
    ('TimeSeriesAggregate[TimeSeries[{1, 2, 3}], 2, Total]["Path"]', "{{0, 3}, {2, 3}}"),
    ("ExponentialMovingAverage[{1., 2., 3.}, 0.5]", "{1., 1.5, 2.25}"),
    ('ExponentialMovingAverage[TimeSeries[{0, 4}], 1/2]["Values"]', "{0, 2}"),
    ("TimeSeries[TemporalData[{1, 2}, {0}]]", "TimeSeries[{{0, 1}, {1, 2}}]"),
]


@pytest.mark.parametrize(("text", "shown"), CASES)
def test_cases(ask, text, shown):
    assert ask(text) == shown


def test_shown(ask):
    assert ask("{TimeSeries[{1, 4, 9}, {10}]}", "OutputForm") == "{TimeSeries[<3>, {10, 12}]}"


def test_no_data(ask):
    assert ask("TimeSeries[f[x]]") == "TimeSeries[f[x]]"
    assert ask.messages == ["TimeSeries::tsdata"]


def test_plots(ask):
    assert ask("Head[ListLinePlot[TimeSeries[{1, 4, 9}, {10}]]]") == "Graphics"
