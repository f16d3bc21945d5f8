"""Numbers and formulas that meet conditions: roots, minima, integrals, fits, solutions of equations."""
