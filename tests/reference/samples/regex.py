import re

from forms import show

WORDS = ["", "a", "ab", "abb", "ba", "abab", "aab", "c", "abc", "bbb"]
print('alt["c", seq["a", star["b"]]]')
print('seq["b", star[seq["a", "b"]]]')
for regex in ["ab*", "(a|b)*", "a?b+", "(ab)+", ".", ".*b.", "a*b*|c", "(a|ab)(c|b)*"]:
    print(f"{regex}: {show([w for w in WORDS if re.fullmatch(regex, w)])} True")


def states(*after):
    """How many languages of rests there are: words are told apart by the endings, up to length 4, that they need."""
    regex = re.compile(*after)
    endings = [""]
    for _ in range(4):
        endings += [e + c for e in endings for c in "ab" if len(e + c) <= 4]
    return len({tuple(bool(regex.fullmatch(w + e)) for e in set(endings)) for w in set(endings)})


print("states: " + show([states(r) for r in ("ab*", "(ab)*", "(a|b)*")]))
