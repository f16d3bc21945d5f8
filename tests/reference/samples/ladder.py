from forms import show

WORDS = "cat cot cog dog dot hot hat bat bag big dig log lag leg beg bed bad red rod road".split()


def beside(a, b):
    return len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 1


near = {a: [b for b in WORDS if beside(a, b)] for a in WORDS}


def shortest(a, b):
    ladders = [[a]]
    while ladders and not any(ladder[-1] == b for ladder in ladders):
        ladders = [[*ladder, w] for ladder in ladders for w in near[ladder[-1]] if w not in ladder]
    return sorted(ladder for ladder in ladders if ladder[-1] == b)


print(f"{len(WORDS)} words, {sum(map(len, near.values())) // 2} steps")
print(f"from cat to dog: {len(shortest('cat', 'dog')[0]) - 1} steps")
print(f"from red to hot: {len(shortest('red', 'hot')[0]) - 1} steps")
print("alone: " + show([w for w in WORDS if not near[w]]))
most = max(map(len, near.values()))
print("most neighbours: " + show(sorted(w for w in WORDS if len(near[w]) == most)))
for ladder in shortest("cat", "dog"):
    print(" > ".join(ladder))
print(show(shortest("cat", "road")))
