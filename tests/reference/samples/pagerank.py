from fractions import Fraction
from itertools import accumulate

from forms import show

WEATHER = [[Fraction(x, 10) for x in row] for row in ([7, 2, 1], [3, 4, 3], [2, 3, 5])]


def cofactor(k):
    """The steady state is as the principal minors of 1 - P: the matrix-tree theorem."""
    i, j = (x for x in range(3) if x != k)
    return (1 - WEATHER[i][i]) * (1 - WEATHER[j][j]) - WEATHER[i][j] * WEATHER[j][i]


minors = [cofactor(k) for k in range(3)]
steady = [m / sum(minors) for m in minors]
print("steady: " + show(steady))
print("after a year: {0}")
print("check:", [sum(steady[i] * WEATHER[i][j] for i in range(3)) for j in range(3)] == steady)
# from place k of n the walk takes k (n + 1 - k) steps and ends at the right with k/(n + 1)
print("steps: " + show([k * (6 - k) for k in range(1, 6)]))
print("falls to the right: " + show([Fraction(k, 6) for k in range(1, 6)]))
LINKS = {"home": ["about", "blog"], "about": ["home"], "blog": ["home", "about", "shop"], "shop": ["home"]}
ranks = dict.fromkeys(LINKS, 0.25)
for _ in range(300):
    ranks = {p: 0.0375 + 0.85 * sum(ranks[q] / len(to) for q, to in LINKS.items() if p in to) for p in LINKS}
ordered = sorted(ranks.items(), key=lambda r: -r[1])
print("ranks: " + show({p: round(r, 3) for p, r in ordered}))
print("sum:", round(sum(ranks.values())))
path = [1]
for day in range(1, 16):
    u = Fraction(day * 7 % 10, 10)
    path.append(1 + sum(u >= limit for limit in accumulate(WEATHER[path[-1] - 1])))
print("a deterministic path: " + show(path))
