from itertools import product

PUZZLES = {
    "two": ("ab", lambda a, b: a == (not a or not b)),
    "three": ("abc", lambda a, b, c: a == (not (a or b or c)) and b == (a + b + c == 1)),
    "same": ("ab", lambda a, b: a == (a == b) and b == (a != b)),
    "paradox": ("a", lambda a: a == (not a)),
    "free": ("ab", lambda a, b: a == a and b == (not a or b)),
}
for name, (who, holds) in PUZZLES.items():
    worlds = [w for w in product([True, False], repeat=len(who)) if holds(*w)]
    if not worlds:
        print(f"{name}: nobody can say that")
    elif len(worlds) == 1:
        print(f"{name}: " + ", ".join(f"{p} is a {'knight' if t else 'knave'}" for p, t in zip(who, worlds[0])))
    else:
        shown = " ".join("".join("T" if t else "L" for t in w) for w in worlds)
        print(f"{name}: {len(worlds)} possibilities: {shown}")
