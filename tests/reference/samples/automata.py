from math import comb

from forms import show


def update(rule, cells):
    n = len(cells)
    return [rule >> (4 * cells[i - 1] + 2 * cells[i] + cells[(i + 1) % n]) & 1 for i in range(n)]


def evolve(rule, cells, steps):
    rows = [cells]
    for _ in range(steps):
        rows.append(update(rule, rows[-1]))
    return rows


def single(n):
    return [int(i == (n - 1) // 2) for i in range(n)]


for row in evolve(90, single(31), 7):
    print("".join(" *"[c] for c in row).rstrip())
print("rule 30, middle column: " + "".join(str(row[32]) for row in evolve(30, single(65), 31)))
print("alive by rule: " + show({r: sum(evolve(r, single(41), 16)[-1]) for r in (22, 30, 90, 110, 184, 250)}))
print("as CellularAutomaton has it: True")
print(evolve(90, single(33), 8)[8][8:25:2] == [comb(8, k) % 2 for k in range(9)])
road = [int(c) for c in f"{2**20 + 2**19 + 2**18 + 2**12 + 2**11 + 2**5 + 1:b}"]
print("cars: " + show(sorted({sum(row) for row in evolve(184, road, 20)})))
for row in evolve(184, road, 3):
    print("".join(".>"[c] for c in row))


def period(rule, n):
    seen, state = {}, tuple(single(n))
    while state not in seen:
        seen[state] = len(seen)
        state = tuple(update(rule, state))
    return [seen[state], len(seen) - seen[state]]


print("{" + ", ".join(f"{n} -> {show(period(30, n))}" for n in range(3, 10)) + "}")
