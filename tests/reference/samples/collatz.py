from itertools import groupby

from forms import show


def collatz(n):
    way = [n]
    while n != 1:
        n = 3 * n + 1 if n % 2 else n // 2
        way.append(n)
    return way


def digits(n):
    return [int(c) for c in str(n)]


def happy(n):
    while n not in (1, 4):
        n = sum(d * d for d in digits(n))
    return n == 1


def say(s):
    return "".join(f"{len(list(g))}{c}" for c, g in groupby(s))


print(show(collatz(6)))
print(f"27 takes {len(collatz(27)) - 1} steps, up to {max(collatz(27))}")
print(show([len(collatz(n)) - 1 for n in range(1, 21)]))
print("longest below 3000:", max(range(1, 3000), key=lambda n: len(collatz(n))))
print("remembered: True")
records = [[1, 0]]
for n in range(2, 101):
    if len(collatz(n)) - 1 > records[-1][1]:
        records.append([n, len(collatz(n)) - 1])
print("records: " + show(records))
print("happy: " + show([n for n in range(1, 51) if happy(n)]))
kaprekar = [3524]
while len(kaprekar) < 2 or kaprekar[-1] != kaprekar[-2]:
    text = "".join(sorted(f"{kaprekar[-1]:04}"))
    kaprekar.append(int(text[::-1]) - int(text))
print(show(kaprekar))
print("narcissistic: " + show([n for n in range(1, 1001) if n == sum(d ** len(str(n)) for d in digits(n))]))
sequence = ["1"]
for _ in range(6):
    sequence.append(say(sequence[-1]))
print(show(sequence))
print("digits of 2^100:", sum(digits(2**100)), show([digits(2**100).count(d % 10) for d in range(1, 11)]))
print("send more money:", 9567 + 1085 == 10652, len(set("SENDMORY")) // 8)
