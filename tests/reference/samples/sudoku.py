PUZZLE = "53..7.... 6..195... .98....6. 8...6...3 4..8.3..1 7...2...6 .6....28. ...419..5 ....8..79".split()
grid = [[int(c) if c != "." else 0 for c in row] for row in PUZZLE]
calls = 0


def candidates(i, j):
    a, b = i // 3 * 3, j // 3 * 3
    used = set(grid[i]) | {row[j] for row in grid} | {x for row in grid[a : a + 3] for x in row[b : b + 3]}
    return [d for d in range(1, 10) if d not in used]


def solve():
    global calls
    calls += 1
    free = [(i, j) for i in range(9) for j in range(9) if not grid[i][j]]
    if not free:
        return True
    i, j = min(free, key=lambda p: len(candidates(*p)))
    for d in candidates(i, j):
        grid[i][j] = d
        if solve():
            return True
        grid[i][j] = 0
    return False


empty = sum(row.count(0) for row in grid)
print("\n".join("".join(map(str, row)) for row in grid) if solve() else "no solution")
blocks = [[grid[a + i][b + j] for i in range(3) for j in range(3)] for a in (0, 3, 6) for b in (0, 3, 6)]
valid = all(set(x) == set(range(1, 10)) for x in [*grid, *zip(*grid, strict=True), *blocks])
print(f"valid: {valid}, empty cells filled: {empty}")
print(f"calls of the solver: {calls}")
