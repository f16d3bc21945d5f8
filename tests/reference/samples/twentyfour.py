from fractions import Fraction
from itertools import combinations

from forms import show


def combine(items):
    """Every (text, value) that the items give; None is the value of a division by zero."""
    if len(items) == 1:
        yield items[0]
        return
    for i, j in combinations(range(len(items)), 2):
        rest = [x for k, x in enumerate(items) if k not in (i, j)]
        for o, (s, x), (t, y) in [
            ("+", items[i], items[j]),
            ("*", items[i], items[j]),
            ("-", items[i], items[j]),
            ("-", items[j], items[i]),
            ("/", items[i], items[j]),
            ("/", items[j], items[i]),
        ]:
            yield from combine([*rest, (f"({s}{o}{t})", result(o, x, y))])


def result(o, x, y):
    if x is None or y is None or (o == "/" and y == 0):
        return None
    return {"+": x + y, "*": x * y, "-": x - y, "/": x / y if y else None}[o]


for hand in [[3, 3, 8, 8], [1, 5, 5, 5], [4, 4, 10, 10], [1, 1, 1, 1], [6, 6, 6, 6]]:
    found = {text[1:-1] for text, value in combine([(str(n), Fraction(n)) for n in hand]) if value == 24}
    first = min(found, key=lambda text: (len(text), text), default=None)
    print(f"{show(hand)}: {show([len(found), first]) if found else 'impossible'}")
