from math import log, log2

from forms import show

A, B, C, D = 1.1, 0.4, 0.1, 0.4


def f(v):
    x, y = v
    return A * x - B * x * y, C * x * y - D * y


def moved(v, h, *slopes):
    return tuple(a + h * sum(s) / len(slopes) for a, s in zip(v, zip(*slopes, strict=True), strict=True))


def euler(v, h):
    return moved(v, h, f(v))


def rk4(v, h):
    k1 = f(v)
    k2 = f(moved(v, h / 2, k1))
    k3 = f(moved(v, h / 2, k2))
    k4 = f(moved(v, h, k3))
    return moved(v, h, k1, k2, k2, k3, k3, k4)


def path(method, v, h, n):
    points = [v]
    for _ in range(n):
        points.append(method(points[-1], h))
    return points


def invariant(v):
    x, y = v
    return C * x - D * log(x) + B * y - A * log(y)


start = (10.0, 5.0)
print(f"start {show(start)}, invariant {show(invariant(start))}")
for method in (euler, rk4):
    last = path(method, start, 0.01, 2000)[-1]
    drift = abs(invariant(last) - invariant(start))
    bound = next(10.0**-k for k in range(12, -1, -1) if drift < 10.0**-k)
    text = f"1.*10^-{round(-log(bound, 10))}" if bound < 1e-5 else show(bound)
    print(f"{method.__name__}: at 20 {show(last)}, drift below {text}")
points = path(rk4, start, 0.02, 1500)
prey = [x for x, _ in points]
peaks = [i for i in range(1, len(prey) - 1) if prey[i - 1] < prey[i] > prey[i + 1]]
print("peaks of the prey at " + show([0.02 * i for i in peaks]))
print("least and most prey: " + show([min(prey), max(prey)]))
period = points[peaks[0] : peaks[1]]
means = [sum(v) / len(period) for v in zip(*period, strict=True)]
print(f"means over one period: {show(means)}, the equilibrium is {show([D / C, A / B])}")
best = path(rk4, start, 1 / 512, 512)[-1]
errors = []
for n in (8, 16, 32):
    x, y = path(rk4, start, 1 / n, n)[-1]
    errors.append(((x - best[0]) ** 2 + (y - best[1]) ** 2) ** 0.5)
print("order of the method: " + show([round(log2(a / b)) for a, b in zip(errors, errors[1:])]))
