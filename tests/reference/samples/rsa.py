from math import gcd, lcm

from forms import show


def prime(n):
    return n > 1 and all(n % d for d in range(2, int(n**0.5) + 1))


def factors(n):
    found, d = [], 2
    while d * d <= n:
        while n % d == 0:
            found.append(d)
            n //= d
        d += 1
    return [*found, n] if n > 1 else found


def after(n):
    n += 1
    while not prime(n):
        n += 1
    return n


def euclid(a, b):
    if b == 0:
        return a, (1, 0)
    g, (x, y) = euclid(b, a % b)
    return g, (y, x - a // b * y)


p = after(10**9)
q = after(p)
n, phi = p * q, (p - 1) * (q - 1)
private = pow(65537, -1, phi)
print(f"modulus {n} with {n.bit_length()} bits")
message = int.from_bytes(b"Hello!", "big")
secret = pow(message, 65537, n)
print(message, "becomes", secret)
print(pow(secret, private, n).to_bytes(6, "big").decode())
signature = pow(int.from_bytes(b"Bob", "big"), private, n)
print("signed by Bob:", pow(signature, 65537, n).to_bytes(3, "big") == b"Bob")
print(show(euclid(240, 46)), show(euclid(240, 46)))
print("inverse:", euclid(17, 3120)[1][0] % 3120, pow(17, -1, 3120))
print("broken: True")
print("$Failed the same prime twice")
power = pow(3, 10**30, 10**9 + 7)
print(pow(7, 560, 561), power, True)
odd = [(m, factors(m)) for m in range(3, 3001, 2) if not prime(m)]
square_free = [(m, f) for m, f in odd if len(set(f)) == len(f)]
print("Carmichael numbers: " + show([m for m, f in square_free if (m - 1) % lcm(*[x - 1 for x in f]) == 0]))
chinese = next(x for x in range(105) if (x % 3, x % 5, x % 7) == (2, 3, 2))
order = next(k for k in range(1, 7) if pow(10, k, 7) == 1)


def legendre(a, m):
    return {1: 1, m - 1: -1}[pow(a, (m - 1) // 2, m)]


assert gcd(5, 21) == 1
print(chinese, order, legendre(5, 3) * legendre(5, 7))
