"""Propositional logic: truth tables, normal forms and satisfiability."""
