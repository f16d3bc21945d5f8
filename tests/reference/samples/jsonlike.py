import json

from forms import show

TEXT = r"""{ "name": "Ada \"Countess\" L.", "born": 1815,
  "tags": ["maths", [1, 2.5, -3], {}, null, true],
  "deep": {"a": {"b": [false]}}, "lines": "one\ntwo" }"""


def depth(x):
    items = x.values() if isinstance(x, dict) else x if isinstance(x, list) else None
    return 1 if items is None else 1 + max(map(depth, items), default=0)


def language(x):
    """None is Null in the language."""
    if isinstance(x, list):
        return [language(y) for y in x]
    return "Null" if x is None else x


data = json.loads(TEXT)
print(show(list(data)))
print(data["name"], "was born in", data["born"])
print(show(language(data["tags"])))
print("deep:", data["deep"]["a"]["b"][0], show(data["deep"]["a"]))
print(json.dumps(data))
print("round trip:", json.loads(json.dumps(data)) == data)
print("as ImportString does: True")
print("depth:", depth(data))
