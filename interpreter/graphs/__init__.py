"""Graphs: vertices and edges as a value, walks over them, and their pictures."""

from .reading import NoGraph, graph_of
from .value import Edge, Graph, graph

__all__ = ["Edge", "Graph", "NoGraph", "graph", "graph_of"]
