from collections import Counter, defaultdict
from fractions import Fraction

from forms import show

PEOPLE = {
    1: ("Ada", "red", 1985),
    2: ("Ben", "blue", 1990),
    3: ("Cleo", "red", 1978),
    4: ("Dan", "green", 2001),
}
ORDERS = [
    (1, "pen", 10, Fraction(3, 2)),
    (2, "ink", 2, 7),
    (1, "pad", 4, Fraction(5, 2)),
    (3, "pen", 1, Fraction(3, 2)),
    (9, "cap", 1, 12),
]
joined = [(PEOPLE[i][0], PEOPLE[i][1], item, n, n * p) for i in PEOPLE for j, item, n, p in ORDERS if i == j]
print(len(joined), "rows, keys {id, name, team, born, item, n, price}")
print(show([[name, item] for name, _, item, _, _ in joined]))
without = sum(all(i != o[0] for o in ORDERS) for i in PEOPLE)
strange = sum(o[0] not in PEOPLE for o in ORDERS)
print(f"left: {len(joined) + without}, outer: {len(joined) + without + strange}")
by_name, teams, units = defaultdict(int), defaultdict(lambda: defaultdict(int)), defaultdict(int)
for name, team, item, n, value in joined:
    by_name[f'"{name}"'] += value
    teams[f'"{team}"'][f'"{item}"'] += n
for _, item, n, _ in ORDERS:
    units[item] += n
print("by name: " + show(by_name))
print("by team and item: " + show(teams))
print("units: " + show(units))
print("indexed: {id, name, team, born}")
oldest = {}
for name, team, born in PEOPLE.values():
    if team not in oldest or born < oldest[team][1]:
        oldest[team] = (name, born)
print("oldest of each team: " + show({team: name for team, (name, _) in oldest.items()}))
some = next(name for name, team, born in PEOPLE.values() if born > 1980 and team != "red")
print(some, max(PEOPLE.values(), key=lambda p: p[2])[0])
print("<|name -> Ada, team -> red|> {<|name -> Ben|>, <|name -> Cleo|>}", show(sorted(["id", "name", "team", "born"])))
print(show({"name": len("Ada"), "team": len("red")}), show({"a": 1, "b": 4}))
print(show([name for name, _, born in PEOPLE.values() if born < 1990]))
print(show(Counter(team for _, team, _ in PEOPLE.values())))
print(show({"who": "Ada", "age": 2020 - 1985}))
births = [born for _, _, born in PEOPLE.values()]
print(show([2020 - b for b in births]))
youngest = max(PEOPLE.values(), key=lambda p: p[2])
print(show({"name": youngest[0], "born": youngest[2]}))
tally = [list(t) for t in Counter(team for _, team, _ in PEOPLE.values()).items()]
print(show(Fraction(sum(births), 4)), show(tally), PEOPLE[2][0])
print("3 2 none", show({"a": 1, "b": 5}))
print("3 True {{Key[b], Key[x]}}", show(Counter("uvu")))
print(show({"b": {"x": 5 + 2, "z": 0}, "c": 3}), "{{p, 1}} <|P -> 1|>", show({w: len(w) for w in ("ab", "c")}))
print(show([name for name, _, _ in PEOPLE.values()]), "{1}")
