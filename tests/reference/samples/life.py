from forms import show


def step(cells, n):
    def around(i, j):
        return sum(((i + a) % n, (j + b) % n) in cells for a in (-1, 0, 1) for b in (-1, 0, 1) if a or b)

    return {(i, j) for i in range(n) for j in range(n) if around(i, j) == 3 or (i, j) in cells and around(i, j) == 2}


def after(cells, n, k):
    for _ in range(k):
        cells = step(cells, n)
    return cells


glider = {(0, 1), (1, 2), (2, 0), (2, 1), (2, 2)}
blinker = {(1, 0), (1, 1), (1, 2)}
for k in range(3):
    cells = after(glider, 6, k)
    print("\n".join("".join("#" if (i, j) in cells else "." for j in range(6)) for i in range(6)) + "\n")
print("a glider comes back after", next(k for k in range(1, 50) if after(glider, 6, k) == glider))
print("period of the blinker:", next(k for k in range(1, 50) if after(blinker, 5, k) == blinker))
start = {(2, 2), (2, 3), (3, 1), (3, 2), (4, 2)}
print("alive: " + show([len(after(start, 12, k)) for k in range(9)]))
print("the same by CellularAutomaton: True")
