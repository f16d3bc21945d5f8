import re
from collections import Counter
from fractions import Fraction
from itertools import groupby
from math import log2

from forms import show

TEXT = "abracadabra alakazam"
counts = Counter(TEXT)
# the rarest first, then by the letters in them, with fewer letters first
trees = [(k, [c], c) for c, k in counts.items()]
while len(trees) > 1:
    a, b, *rest = sorted(trees, key=lambda t: (t[0], len(t[1]), t[1]))
    trees = [*rest, (a[0] + b[0], sorted(a[1] + b[1]), (a[2], b[2]))]


def codes(tree, prefix=""):
    if isinstance(tree, str):
        return {tree: prefix}
    return codes(tree[0], prefix + "0") | codes(tree[1], prefix + "1")


code = dict(sorted(codes(trees[0][2]).items()))
print(show(code))
print("frequencies: " + show(dict(sorted(counts.items()))))
bits = "".join(code[c] for c in TEXT)
print(bits)
print(f"bits: {len(bits)} instead of {8 * len(TEXT)}")
back, word = "", ""
letters = {v: k for k, v in code.items()}
for bit in bits:
    word += bit
    if word in letters:
        back, word = back + letters[word], ""
print("back again:", back == TEXT)
values = list(code.values())
print("no code begins another:", not any(a != b and a.startswith(b) for a in values for b in values))
print("Kraft's sum: " + show(sum(Fraction(1, 2 ** len(v)) for v in values)))
entropy = -sum(k / len(TEXT) * log2(k / len(TEXT)) for k in counts.values())
print(f"entropy {entropy:.3f} <= mean length {len(bits) / len(TEXT):.3f}")
runs = "".join(f"{len(list(g))}{c}" for c, g in groupby("aaaabbbcca"))
print(runs, "".join(c * int(n) for n, c in re.findall(r"(\d+)(\D)", runs)))
