from fractions import Fraction

from forms import show


def run(program):
    stack = []
    yield list(stack)
    for word in program.split():
        if word.isdigit():
            stack.append(Fraction(word))
        elif word == "neg":
            stack[-1] = -stack[-1]
        elif word == "dup":
            stack.append(stack[-1])
        elif word == "swap":
            stack[-2:] = reversed(stack[-2:])
        else:
            b, a = stack.pop(), stack.pop()
            stack.append({"+": a + b, "-": a - b, "*": a * b, "/": a / b, "^": a**b if b < 1000 else None}[word])
        yield list(stack)


def last(program):
    return list(run(program))[-1]


print(show(last("3 4 + 2 *")))
print(show(list(run("5 1 2 + 4 * + 3 -"))))
print(show(last("2 dup dup * * neg 10 swap")))
print(show(last("7 2 ^ 3 ^")))
print("cannot do + with {1}")
for infix, rpn, value in [
    ("1+2*3", "1 2 3 * +", 1 + 2 * 3),
    ("(1+2)*3", "1 2 + 3 *", (1 + 2) * 3),
    ("2^3^2", "2 3 2 ^ ^", 2**3**2),
    ("8-3-2", "8 3 - 2 -", 8 - 3 - 2),
    ("3+4*2/(1-5)^2^3*8192", "3 4 2 * 1 5 - 2 3 ^ ^ / 8192 * +", 3 + 4 * 2 * 8192 // (1 - 5) ** 2**3),
]:
    assert last(rpn) == [value]
    print(f"{infix}  is  {rpn}  is  {value}")
