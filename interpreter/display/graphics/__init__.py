"""Graphics as trees of primitives and directives, drawn as SVG or pixels."""
