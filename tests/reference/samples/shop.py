from fractions import Fraction

from forms import show, table

customers = list(zip("ABCDEFGH", [0, 1, 2, 8, 9, 9, 20, 21], [4, 3, 1, 2, 5, 1, 3, 2], strict=True))
free, log = 0, []
for name, comes, needs in customers:
    start = max(free, comes)
    free = start + needs
    log.append((name, comes, start, free, start - comes))
print(table([("name", "comes", "start", "leaves", "waits"), *log]))
print("mean time of waiting: " + show(Fraction(sum(c[4] for c in log), len(log))))
print("longest:", max(log, key=lambda c: c[4])[0])
print("in the shop: " + show([sum(c[1] <= t < c[3] for c in log) for t in range(25)]))
idle = free - sum(needs for _, _, needs in customers)
print(f"the till is idle for {idle} of {free}")
tills, waits = [0, 0], {1: [], 2: []}
for _, comes, needs in customers:
    k = tills.index(min(tills))
    start = max(tills[k], comes)
    waits[k + 1].append(start - comes)
    tills[k] = start + needs
print(f"with two tills: {{{show(tills)}, {{1 -> {show(waits[1])}, 2 -> {show(waits[2])}}}}}")
