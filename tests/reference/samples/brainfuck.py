from collections import defaultdict

from forms import show


def jumps(code):
    stack, table = [], {}
    for i, c in enumerate(code, 1):
        if c == "[":
            stack.append(i)
        elif c == "]":
            table[i] = stack.pop()
            table[table[i]] = i
    return dict(sorted(table.items()))


def run(code, text=""):
    table, tape, given, out = jumps(code), defaultdict(int), iter(text), ""
    at, i, steps = 0, 1, 0
    while i <= len(code):
        c = code[i - 1]
        at += {">": 1, "<": -1}.get(c, 0)
        tape[at] = (tape[at] + {"+": 1, "-": -1}.get(c, 0)) % 256
        if c == ".":
            out += chr(tape[at])
        elif c == ",":
            tape[at] = ord(next(given, "\0"))
        elif (c == "[" and not tape[at]) or (c == "]" and tape[at]):
            i = table[i]
        i, steps = i + 1, steps + 1
    return out, steps


HELLO = "++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+."
text, steps = run(HELLO)
print(f"{text.strip()} after {steps} steps")
print(run(",[.,]", "echo")[0])
print(run(",[>,]<[.<]", "backwards")[0])
print("3 + 4 =", ord(run("+++>++++[<+>-]<.")[0]))
print(show(jumps("[[][]]")))
