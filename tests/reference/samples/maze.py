from collections import deque
from itertools import groupby

MAZE = """\
#########
#S..#...#
#.#.#.#.#
#.#...#.#
#.#####.#
#...#...#
###.#.###
#.....#E#
#.###...#
#########""".split("\n")
cells = {(i, j): c for i, row in enumerate(MAZE) for j, c in enumerate(row)}
start, goal = (next(p for p, c in cells.items() if c == w) for w in "SE")


def search():
    ways, queue = {start: ""}, deque([start])
    while queue:
        i, j = queue.popleft()
        for name, p in (("N", (i - 1, j)), ("E", (i, j + 1)), ("S", (i + 1, j)), ("W", (i, j - 1))):
            if cells[p] != "#" and p not in ways:
                ways[p] = ways[i, j] + name
                queue.append(p)
    return ways.get(goal)


way = search()
print("steps:", len(way))
print("way:", way)
print("in short:", " ".join(f"{len(list(run))}{name}" for name, run in groupby(way)))
i, j = start
for name in way[:-1]:
    i, j = i + {"N": -1, "S": 1}.get(name, 0), j + {"W": -1, "E": 1}.get(name, 0)
    cells[i, j] = "*"
for row in range(len(MAZE)):
    print("".join(cells[row, column] for column in range(len(MAZE[0]))))
cells[7, 5] = cells[8, 5] = "#"
print("walled up:", search() or "Missing[NoWay]")
