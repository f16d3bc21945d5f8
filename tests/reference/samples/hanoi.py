from collections import Counter

from forms import show


def moves(n, start="A", end="C", spare="B"):
    if n:
        yield from moves(n - 1, start, spare, end)
        yield n, start, end
        yield from moves(n - 1, spare, end, start)


def positions(n):
    towers = {"A": list(range(1, n + 1)), "B": [], "C": []}
    yield towers
    for _, start, end in moves(n):
        towers = {**towers, start: towers[start][1:], end: [towers[start][0], *towers[end]]}
        yield towers


print(" ".join(f"{a}->{b}" for _, a, b in moves(3)))
print("moves: " + show([len(list(moves(n))) for n in range(9)]))
print(show(list(positions(4))[-1]))
print("positions on the way: " + show(list(positions(2))))
print("illegal move")
print("disks by number of moves: " + show(Counter(disk for disk, _, _ in moves(5))))
