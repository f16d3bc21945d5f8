from functools import cache
from itertools import combinations

from forms import show


@cache
def lcs(a, b):
    """From the end; where both ways are as long, the last letter of a goes."""
    if not a or not b:
        return ""
    if a[-1] == b[-1]:
        return lcs(a[:-1], b[:-1]) + a[-1]
    x, y = lcs(a[:-1], b), lcs(a, b[:-1])
    return x if len(x) >= len(y) else y


@cache
def edit(a, b):
    if not a or not b:
        return len(a) + len(b)
    return min(edit(a[1:], b) + 1, edit(a, b[1:]) + 1, edit(a[1:], b[1:]) + (a[0] != b[0]))


def runs(s):
    return sorted((s[i:j] for i, j in combinations(range(len(s) + 1), 2)), key=len)


def palindrome(s):
    return s == s[::-1]


def longest(s):
    return max(filter(palindrome, runs(s)), key=len)


A, B = "AGCATGCTAAT", "GACTTACGCA"
print(lcs(A, B), lcs("nematode knowledge", "empty bottle"))
print(len(lcs(A, B)), len(lcs(A, B)))
distances = [edit(*p) for p in (("kitten", "sitting"), ("sunday", "saturday"), ("", "abc"), ("flaw", "lawn"))]
print(show(distances), show(distances))
texts = ["Was it a car or a cat I saw?", "Not this one", "level"]
print(show([t for t in texts if palindrome([c for c in t.lower() if c.isalpha()])]))
print(longest("forgeeksskeegfor"), longest("bananas"))
groups = {}
for w in "listen silent enlist google elbow below stressed desserts inlets".split():
    groups.setdefault("".join(sorted(w)), []).append(w)
print(show([g for g in groups.values() if len(g) > 1]))
order = sorted(range(5), key="elbow".__getitem__)
print("desserts"[::-1], 1 if sum(a > b for a, b in combinations(order, 2)) % 2 == 0 else -1)
common = max((s for s in runs("XBBBA") if s in "AAABBBBCCCCC"), key=len)
print(common, len(lcs(A, B)))
