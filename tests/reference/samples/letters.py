from textwrap import fill

from forms import show

for name, owed, when, note in (("Ms. Doe", 12.5, "May", ""), ("Mr. Roe", 1200, "June", " Hurry!")):
    print(f"Dear {name},\nyou owe us {owed:.2f} since {when}.{note}")
print(f"3 + 4 = {3 + 4}; Hello, you!")
print("a before b, and a again")
rows = "".join("<tr>" + "".join(f"<td>{x}</td>" for x in row) + "</tr>" for row in ((1, 2), ("x", "y^2")))
print(f"<table>{rows}</table>")
print("a < b && c > d".replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
WORDS = {
    0: "zero",
    17: "seventeen",
    40: "forty",
    99: "ninety-nine",
    115: "one hundred and fifteen",
    2024: "two thousand twenty-four",
}
for n, words in WORDS.items():
    print(f"{n}: {words}")


def roman(n):
    """Digit by digit."""
    text = ""
    for power, (one, five, ten) in zip((1000, 100, 10, 1), ("M??", "CDM", "XLC", "IVX"), strict=True):
        d = n // power % 10
        text += {4: one + five, 9: one + ten}.get(d, five * (d // 5) + one * (d % 5))
    return text


print(show([roman(n) for n in (4, 9, 14, 1999, 2024)]))
for name, n in (("apples", 12), ("pears", 7), ("plums", 1234)):
    print(f"{name:<10}{n:>6}")
print(fill("The quick brown fox jumps over the lazy dog and runs away from the slow red hen.", 23))
print(f'{255:x} {5:08b} 1/3 + x {{1.5, "s"}} {7:03}')
print("STRAWBerry a,b; c,d <1|2|3>")
