"""Graphics3D and what it is made of: inert heads that display/space draws."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import builtin, name
from ..expr import Expr, make_list
from ..plots.settings import SPACE


@builtin("Graphics3D[primitives_, options___]", options=SPACE)
def graphics3d(primitives: Any, options: tuple[Any, ...] = ()) -> Any:
    """Graphics3D[primitives, options] is a picture of things in space: points, lines, faces, solids and text.

    Directives act on what follows them in their list.  What is no primitive is left out of the picture.

    >>> g = Graphics3D[{Red, Sphere[{0, 0, 0}, 1], Cuboid[{1, 1, 1}]}]; {g, g[[1, 2]]}
    {Graphics3D[<>], Sphere[{0, 0, 0}, 1]}
    """
    return None


@builtin("PolyhedronData[name_]", "PolyhedronData[name_, property_]", notent="`1` is not a polyhedron known here.",
         notprop="`1` is not a property of polyhedra known here.")  # fmt: skip
def polyhedron_data(name: Any, property: Any = None, *, say: Any, evaluate: Any) -> Any:
    """PolyhedronData["name"] is a picture of a polyhedron; PolyhedronData["name", "property"] a property.

    PolyhedronData[All] gives the names; properties are "VertexCoordinates", "FaceIndices", "EdgeIndices", "Polyhedron",
    "VertexCount", "EdgeCount", "FaceCount" and "Faces".

    >>> PolyhedronData["Cube", {"VertexCount", "EdgeCount", "FaceCount"}]
    {8, 12, 6}
    """
    from ..display.space.polyhedra import NAMES, polyhedron

    if property is None and getattr(name, "name", "") in ("All", "Automatic"):
        return make_list(NAMES)
    found = polyhedron(name) if type(name) is str else None
    if found is None:
        say("notent", name)
        return None
    if isinstance(property, Expr) and property.head is S.List:
        return make_list(tuple([evaluate(Expr(S.PolyhedronData, (name, p))) for p in property.args]))
    places, faces = found
    edges = sorted({tuple(sorted((a, b))) for f in faces for a, b in zip(f, (*f[1:], f[0]))})
    by_name = {
        None: lambda: Expr(S.Graphics3D, (_complex(places, faces),)),
        "Graphics3D": lambda: Expr(S.Graphics3D, (_complex(places, faces),)),
        "Faces": lambda: _complex(places, faces),
        "Polyhedron": lambda: Expr(S.Polyhedron, (_coordinates(places), _numbers(faces))),
        "VertexCoordinates": lambda: _coordinates(places),
        "FaceIndices": lambda: _numbers(faces),
        "EdgeIndices": lambda: _numbers(edges),
        "VertexCount": lambda: len(places),
        "EdgeCount": lambda: len(edges),
        "FaceCount": lambda: len(faces),
    }
    if property not in by_name:
        say("notprop", property)
        return None
    return by_name[property]()


def _coordinates(places: Any) -> Expr:
    return make_list(tuple([make_list(tuple(p)) for p in places.tolist()]))


def _numbers(faces: Any) -> Expr:
    return make_list(tuple([make_list(tuple([i + 1 for i in f])) for f in faces]))


def _complex(places: Any, faces: Any) -> Expr:
    return Expr(S.GraphicsComplex, (_coordinates(places), Expr(S.Polygon, (_numbers(faces),))))


_USAGES = {
    "Ball": "Ball[{x, y, z}, r] is a filled ball, in the plane a disk; Ball[{p1, p2, ...}, r] several.",
    "CapsuleShape": "CapsuleShape[{p1, p2}, r] is all that lies within r of a line.",
    "Cone": "Cone[{p1, p2}, r] is a cone with radius r at p1 and its tip at p2.",
    "Cube": "Cube[] is a cube with edges of length one around the origin; Cube[{x, y, z}, l] says where and how large.",
    "Cuboid": "Cuboid[{x, y, z}] is a cube from a corner, Cuboid[{x0, y0, z0}, {x1, y1, z1}] a box between corners.",
    "Cylinder": "Cylinder[{p1, p2}, r] is a cylinder from p1 to p2.",
    "Dodecahedron": "Dodecahedron[] is a regular dodecahedron; Dodecahedron[{x, y, z}, l] says where and how large.",
    "Ellipsoid": "Ellipsoid[{x, y, z}, {a, b, c}] is an ellipsoid with these half axes, Ellipsoid[p, m] with a matrix.",
    "Hexahedron": "Hexahedron[{p1, ..., p8}] is a solid with six faces, four corners below and four above.",
    "Icosahedron": "Icosahedron[] is a regular icosahedron; Icosahedron[{x, y, z}, l] says where and how large.",
    "Octahedron": "Octahedron[] is a regular octahedron; Octahedron[{x, y, z}, l] says where and how large.",
    "Parallelepiped": "Parallelepiped[p, {v1, v2, v3}] is a solid with a corner and three sides.",
    "Polyhedron": "Polyhedron[{p1, p2, ...}, {{i, j, k, ...}, ...}] is a solid with corners and faces.",
    "Prism": "Prism[{p1, ..., p6}] is a solid between two triangles.",
    "Pyramid": "Pyramid[{p1, ..., p5}] is a solid over four corners with its tip at the fifth.",
    "Simplex": "Simplex[{p1, p2, ...}] is a line, a triangle or a tetrahedron.",
    "Sphere": "Sphere[{x, y, z}, r] is a sphere, in the plane a circle; Sphere[{p1, p2, ...}, r] several.",
    "Tetrahedron": "Tetrahedron[{p1, p2, p3, p4}] is a tetrahedron; Tetrahedron[] a regular one around the origin.",
    "Torus": "Torus[{x, y, z}, {inner, outer}] is a ring.",
    "Tube": "Tube[{p1, p2, ...}, r] is a round tube along a line; Tube[curve, r] along a curve.",
    # directives
    "Glow": "Glow[color] lets faces shine in a color, whatever the lights.",
    "Specularity": "Specularity[s, n] lets faces reflect lights; s says how strongly, a greater n how narrowly.",
    # options
    "BoxRatios": "BoxRatios is an option of pictures in space: the ratios of the sides of the box.",
    "Boxed": "Boxed is an option of pictures in space: whether the edges of the box are drawn.",
    "FaceGrids": "FaceGrids is an option of pictures in space: All for grids on the faces behind, or a list of faces"
    " such as {0, 0, -1}.",
    "Lighting": "Lighting is an option of pictures in space: Automatic, \"Neutral\", None, or a list of {\"Ambient\","
    " c}, {\"Directional\", c, direction}, {\"Point\", c, place}.",
    "SphericalRegion": "SphericalRegion is an option of pictures in space, which always fill their size.",
    "VertexColors": "VertexColors is an option of Polygon, Point and GraphicsComplex: the colors of places.",
    "VertexNormals": "VertexNormals is an option of Polygon and GraphicsComplex; faces are lit by where they lie.",
    "ViewAngle": "ViewAngle is an option of pictures in space, which always fill their size.",
    "ViewPoint": "ViewPoint is an option of pictures in space: the place of the eye, from the middle of a box whose"
    " longest side is 1; Above, Front, Left and the like.",
    "ViewProjection": "ViewProjection is an option of pictures in space: \"Perspective\" or \"Orthographic\".",
    "ViewVertical": "ViewVertical is an option of pictures in space: which direction goes up.",
}  # fmt: skip
for _title, _usage in _USAGES.items():
    name(_title, _usage)
