"""Expressions, evaluation, nets as symbolic objects, display and front ends."""
