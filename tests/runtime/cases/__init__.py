"""Nets and data that several tests share: every layer by itself in all its forms, and some graphs.

A module of this folder is a family; its `CASES` maps names to (graph, inputs with a batch axis).
"""

import numpy
from luperca.runtime.declare import create
from luperca.runtime.graph import single

G = numpy.random.default_rng(7)


def layer(name, *arguments, **options):
    """The graph of one layer."""
    return single(create(name, *arguments, **options))


def numbers(*shape):
    """Reals away from 0, so that no kink is near."""
    x = G.uniform(0.2, 1.2, shape)
    return x * numpy.where(G.random(shape) < 0.5, -1, 1)


def probabilities(*shape):
    x = G.uniform(0.1, 1, shape)
    return x / x.sum(axis=-1, keepdims=True)
