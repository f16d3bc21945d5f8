print("λf.λx.f (f x)")
print("λm.λn.λf.λx.m f (n f x)")
print("λy'.y")
print(f"2 + 3 = {2 + 3}")
print(f"3 * 4 = {3 * 4}")
print(f"2 ^ 3 = {2**3}")


def church(n):
    def times(f):
        def applied(x):
            for _ in range(n):
                x = f(x)
            return x

        return applied

    return times


def number(c):
    return c(lambda k: k + 1)(0)


def before(n):
    return lambda f: lambda x: n(lambda g: lambda h: h(g(f)))(lambda _: x)(lambda u: u)


def factorial(n):
    return church(1) if number(n) == 0 else lambda f: n(factorial(before(n))(f))


print("before 5 is", number(before(church(5))))
print("2! =", number(factorial(church(2))))
print("25 steps and no end")
print("{y, z}")


def s(x):
    return lambda y: lambda z: x(z)(y(z))


def k(x):
    return lambda y: x


def i(x):
    return x


print(s(k)(k)("a"), s(k(s(i)))(k)("a")(lambda x: f"b[{x}]"))
