"""Tensor operations with their shapes and gradients."""
