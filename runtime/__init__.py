"""Tensors; knows nothing of expressions."""
