from fractions import Fraction
from statistics import median

from forms import show

data = [3, 1, 4, 1, 5, 9, 2, 6]
mean = Fraction(sum(data), len(data))
middle = median(map(Fraction, data))
print("before: {}")
print("after: {normalize, summarize, Toolbox, trimmed}")
print("first on the path: Toolbox`, context Global`")
print("summarize[list] gives an association of statistics of a list of numbers.")
print(show({'"Mean"': mean, '"Median"': middle}))
print(show({"Mean": round(float(mean), 1), "Range": float(max(data) - min(data)), "Count": float(len(data))}))
print(show({"Mean": (1 + 3) // 2, "Median": (1 + 3) // 2}))
print(show({"Mean": (1 + 5) // 2, "Median": (1 + 5) // 2}))
print("{Digits -> Automatic} 3")
print(show({"Count": len(data)}))
print("$Failed $Failed nothing there")


def trimmed(values, n):
    kept = sorted(values)[n : len(values) - n]
    return Fraction(sum(kept), len(kept))


print(show(trimmed(data, 1)), show(trimmed(data, 3)), "$Failed")
print(show([Fraction(x - 2, 6 - 2) for x in (2, 4, 6)]))
print("Global` Global` True 2")
print("True {} True")
print("{42, Scratch`}")
print(42 + 1)
print("Secret {Scratch`secret}")
print("{} True True")
