"""Graphics3D: trees of primitives in space, seen from a point, as scenes on paper.

    Graphics3D[...]  --primitives, solids-->  pieces (faces, lines, dots, notes)  --box-->  pieces in a box of ratios
                     --view, lighting, painter-->  items on paper, those behind first

Faces are arrays of corners, so that a surface of thousands of cells is one piece.
"""
