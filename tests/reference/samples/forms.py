"""How the language shows values, for the programs beside it that compute what the samples print."""

from fractions import Fraction


def show(value):
    """The text of a value; fractions in one line."""
    if isinstance(value, dict):
        return "<|" + ", ".join(f"{show(k)} -> {show(v)}" for k, v in value.items()) + "|>"
    if isinstance(value, (list, tuple)):
        return "{" + ", ".join(map(show, value)) + "}"
    if isinstance(value, Fraction) and value.denominator > 1:
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, float):
        return real(value)
    return str(value)


def real(value):
    """A machine number with six digits, without zeros at the end."""
    text = f"{value:.6g}"
    return text if "." in text else text + "."


def table(rows, gap="   "):
    """Columns on the left, with three spaces between them in TableForm and two in Grid."""
    texts = [[show(x) for x in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    return "\n".join(gap.join(t.ljust(w) for t, w in zip(row, widths, strict=True)).rstrip() for row in texts)
