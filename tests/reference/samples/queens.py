from itertools import permutations

from forms import show


def queens(n):
    return [
        [r + 1 for r in p]
        for p in permutations(range(n))
        if len({r + c for c, r in enumerate(p)}) == len({r - c for c, r in enumerate(p)}) == n
    ]


def variants(q):
    n = len(q)
    cells = {(c, r - 1) for c, r in enumerate(q)}
    found = []
    for _ in range(4):
        cells = {(n - 1 - r, c) for c, r in cells}
        for board in (cells, {(n - 1 - c, r) for c, r in cells}):
            found.append(tuple(r for _, r in sorted(board)))
    return min(found)


print("solutions by size: " + show([len(queens(n)) for n in range(1, 9)]))
print("the first for eight: " + show(queens(8)[0]))
first = queens(6)[0]
for row in range(1, 7):
    print(" ".join("Q" if q == row else "." for q in first))
print("different ones: " + show([len({variants(q) for q in queens(n)}) for n in range(4, 9)]))
