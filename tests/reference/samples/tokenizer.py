import re
from collections import Counter

from forms import show

KINDS = {
    "comment": r"//[^\n]*",
    "number": r"\d+(?:\.\d+)?(?:[eE][+-]?\d+)?",
    "keyword": r"(?:let|if|else|while|return)\b",
    "name": r"[A-Za-z_]\w*",
    "string": r'"(?:[^"\\\n]|\\.)*"',
    "operator": r"==|<=|>=|&&|\|\||[-+*/<>=!]",
    "bracket": r"[(){};,]",
    "space": r"\s+",
    "bad": r".",
}
SCANNER = re.compile("|".join(f"(?P<{k}>{r})" for k, r in KINDS.items()))
CODE = """let x1 = 3.5e2; // start
while (x1 >= 10) {
  x1 = x1 / 2; print("a \\"b\\"");
}"""


def scan(text):
    for m in SCANNER.finditer(text):
        yield m.lastgroup, m.group(), [text.count("\n", 0, m.start()) + 1, m.start() - text.rfind("\n", 0, m.start())]


def rules(tokens):
    return "{" + ", ".join(t if t == "$Failed" else f"{t[0]} -> {t[1]}" for t in tokens) + "}"


tokens = [t for t in scan(CODE) if t[0] not in ("space", "comment")]
print(len(tokens), "tokens")
print(rules(tokens[:5]))
print(rules(sorted(Counter(t[0] for t in tokens).items())))
print("names: " + show(list(dict.fromkeys(t[1] for t in tokens if t[0] == "name"))))
print("strings: " + show([t[1] for t in tokens if t[0] == "string"]))
print(show([[t[1], t[2]] for t in tokens if t[2][0] == 3]))
print("comments: " + show([t[1] for t in scan(CODE) if t[0] == "comment"]))
print("".join(t[1] for t in scan(CODE)) == CODE)
before = [t for t in scan("let a = 3 # 4".partition("#")[0]) if t[0] != "space"]
print(rules([*before, "$Failed"]))
print("{a message, {{a message}}}")
