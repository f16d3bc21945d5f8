import re
from collections import Counter, defaultdict
from string import ascii_lowercase

from forms import show

TEXT = """It was the best of times, it was the worst of times, it was the age of wisdom,
it was the age of foolishness, it was the epoch of belief, it was the epoch of incredulity,
it was the season of Light, it was the season of Darkness, it was the spring of hope,
it was the winter of despair."""
words = re.findall("[a-z]+", TEXT.lower())
counts = Counter(words)
print(f"words: {len(words)}, different: {len(counts)}, sentences: {TEXT.count('.')}")
frequent = sorted(counts.items(), key=lambda c: (-c[1], c[0]))[:5]
print("most frequent: {" + ", ".join(f"{w} -> {k}" for w, k in frequent) + "}")
print("only once: " + show(sorted(w for w, k in counts.items() if k == 1)))
longest = [w for w in counts if len(w) == max(map(len, counts))]
print(f"mean length: {sum(map(len, words)) / len(words):.4g}, longest: {show(longest)}")
for size, k in sorted(Counter(map(len, words)).items()):
    print(f"{size:>3} {'#' * k}")
letters = Counter("".join(words))
print("letters:", "".join(sorted(letters, key=lambda c: (-letters[c], c))[:8]))
print("missing: " + show([c for c in ascii_lowercase if c not in letters]))
follows = defaultdict(Counter)
for a, b in zip(words, words[1:]):
    follows[a][b] += 1
print('after "the": ' + show(follows["the"]))
sure = {a: sum(c.values()) for a, c in sorted(follows.items()) if len(c) == 1 and sum(c.values()) > 1}
print("sure successors: " + show(sure))
chain = ["season"]
for _ in range(6):
    chain.append(min(follows[chain[-1]], key=lambda w: (-follows[chain[-1]][w], w)))
print(" ".join(chain))
print("the cat sat".title())
