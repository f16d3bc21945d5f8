"""The bridge between expressions and the tensor runtime."""
