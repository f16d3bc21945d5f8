from itertools import product

from forms import show


def order(literal):
    """Plain letters before negated ones."""
    return literal[0] == "!", literal


def cnf(clauses):
    return show([sorted(c, key=order) for c in clauses])


print("!p || !q && r")
print(cnf([["!p", "!q", "r"]]))
print(cnf([["p", "!q"], ["q", "!p"]]))
print(cnf([["p", "r"], ["p", "s"], ["q", "r"], ["q", "s"]]))
for p, q, r in product([True, False], repeat=3):
    print("".join("FT"[x] for x in (p, q, r)), (not p or q) and (q or r))
worlds = list(product([True, False], repeat=2))
print(
    show(
        [
            all(p or not p for p, _ in worlds),
            all(not (not (not p or q) or p) or p for p, q in worlds),
            all(not p or q for p, q in worlds),
            all((not (p and q)) == (not p or not q) for p, q in worlds),
        ]
    )
)
models = [(a, b, c) for a, b, c in product([True, False], repeat=3) if (a or b) and (not a or c) and not c]
assert models == [(False, True, False)]
print("{!c, !a, b}")
assert not [1 for a, b in worlds if (a or b) and (a or not b) and (not a or b) and (not a or not b)]
print("None")


def pigeons(n, m):
    """Ways to put n pigeons into m holes, the first hole first."""
    return [p for p in product(range(1, m + 1), repeat=n) if len(set(p)) == n]


assert not pigeons(3, 2)
print("pigeons: None " + show([f"x{i}{k}" for i, k in enumerate(pigeons(3, 3)[0], 1)]))
print(f"100 + 77 = {100 + 77}")
