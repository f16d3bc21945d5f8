from forms import show


def tick(floor, opened, direction, calls):
    if opened:
        return floor, False, direction, calls
    if floor in calls:
        return floor, True, direction, calls - {floor}
    if not calls:
        return floor, False, 0, calls
    above, below = any(c > floor for c in calls), any(c < floor for c in calls)
    direction = direction if direction == 1 and above or direction == -1 and below else 1 if above else -1
    return floor + direction, False, direction, calls


states = [(0, False, 0, frozenset())]
for event in [3, None, 1, None, None, 0, None, None, 5, *[None] * 12]:
    floor, opened, direction, calls = states[-1]
    if event is None:
        states.append(tick(*states[-1]))
    else:
        states.append((floor, opened, direction, calls | {event}))
for floor, opened, _, calls in dict.fromkeys(states):
    print(f"{floor}{'*' if opened else ''} {show(sorted(calls))}")
print("stops: " + show([b[0] for a, b in zip(states, states[1:]) if b[1] and not a[1]]))
print("floors passed:", sum(abs(a[0] - b[0]) for a, b in zip(states, states[1:])))
names = {0: "None", 1: "up", -1: "down"}
turns = [s[2] for i, s in enumerate(states) if i == 0 or s[2] != states[i - 1][2]]
print("directions: " + show([names[d] for d in turns]))
print("at rest:", not states[-1][3], states[-1][0])
