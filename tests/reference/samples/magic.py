from itertools import permutations

from forms import show, table


def odd(n):
    """The siamese method with other starting point: two diagonals count, one in steps of n."""
    return [
        [n * ((i + j - (n + 3) // 2) % n) + (i + 2 * j - 2) % n + 1 for j in range(1, n + 1)] for i in range(1, n + 1)
    ]


def fourfold(n):
    """The numbers in order, those on the diagonals of the blocks of four counted from the end."""
    square = [[n * i + j + 1 for j in range(n)] for i in range(n)]
    for i in range(n):
        for j in range(n):
            if i % 4 == j % 4 or (i + j) % 4 == 3:
                square[i][j] = n * n + 1 - square[i][j]
    return square


def sums(m):
    n = range(len(m))
    return [*map(sum, m), *map(sum, zip(*m, strict=True)), sum(m[i][i] for i in n), sum(m[i][-1 - i] for i in n)]


def magic(n):
    return odd(n) if n % 2 else fourfold(n) if n % 4 == 0 else None


def is_magic(m):
    return m is not None and len(set(sums(m))) == 1 and {x for r in m for x in r} == set(range(1, len(m) ** 2 + 1))


print(table(odd(5)))
print("sums: " + show(sorted(set(sums(odd(5))))))
print(table(fourfold(4)))
print("{" + ", ".join(f"{n} -> {is_magic(magic(n))}" for n in range(3, 13)) + "}")
squares = [[list(p[:3]), list(p[3:6]), list(p[6:])] for p in permutations(range(1, 10))]
all_squares = [m for m in squares if is_magic(m)]
print(f"{len(all_squares)} of three by three, the first is {show(min(all_squares))}")
