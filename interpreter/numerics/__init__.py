"""Numbers: exact, machine and arbitrary-precision arithmetic, and the canonical form of sums, products and powers."""
