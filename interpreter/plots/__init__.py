"""Plots: from functions and data to Graphics expressions.

    function --functions, sampling-->  curves  --ranges, curves-->  Graphics  --legends-->  Legended[Graphics, ...]
    data     --data-->                 curves

charts.py makes bars and sectors, fields.py pictures of functions of two variables, show.py one picture of several.
"""
