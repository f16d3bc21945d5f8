from itertools import cycle

PLAIN = "Meet me at noon, near the old tree by the entrance"


def shift(c, k):
    return chr((ord(c) - 65 + k) % 26 + 65) if c.isalpha() else c


def caesar(k, text):
    return "".join(shift(c, k) for c in text.upper())


def vigenere(key, sign, text):
    keys = cycle(key.upper())
    return "".join(shift(c, sign * (ord(next(keys)) - 65)) if c.isalpha() else c for c in text.upper())


def score(text):
    return sum(w * text.count(c) for c, w in zip("ETAON", (5, 4, 3, 3, 3), strict=True))


print(caesar(3, PLAIN))
print(caesar(-3, caesar(3, PLAIN)) == PLAIN.upper())
secret = vigenere("lemon", 1, PLAIN)
print(secret)
print(vigenere("lemon", -1, secret))
print(max((caesar(k, caesar(17, PLAIN)) for k in range(26)), key=score))
print("".join("DEFENDTHEEASTWALL"[i::5] for i in range(5)))
morse = {"A": ".-", "B": "-...", "C": "-.-.", "D": "-..", "E": ".", "O": "---", "S": "...", "T": "-"}
back = {v: k for k, v in morse.items()}
print(*(" ".join(morse[c] for c in w) for w in ("SOS", "DOTS")), "".join(back[m] for m in "-.-. --- -.. .".split()))
print(caesar(13, "Why did the chicken"), caesar(13, caesar(13, "twice")))
print("attack".translate(str.maketrans("atck", "4+<k")))
bits = "".join(f"{ord(c):08b}" for c in "Hi!")
print(bits, bytes(int(bits[i : i + 8], 2) for i in range(0, len(bits), 8)).decode())
print("".join(chr((ord(a) ^ ord(b)) + 64) for a, b in zip("secret", "keykey", strict=True)))
