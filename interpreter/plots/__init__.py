"""Plots of functions and data as Graphics."""
