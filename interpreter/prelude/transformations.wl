(* RotationMatrix[t] gives the matrix that turns vectors of the plane by an angle.

   RotationMatrix[t, {x, y, z}] turns about an axis in space; RotationMatrix[{u, v}] turns the direction of u to that
   of v.

   >>> RotationMatrix[Pi/2]
   {{0, -1}, {1, 0}} *)
RotationMatrix[{u_?VectorQ, v_?VectorQ}] /; Length[u] == Length[v] > 1 := Module[{a = Normalize[u], b, w},
  w = Simplify[v - (v . a) a];
  b = Normalize[If[VectorQ[w, PossibleZeroQ], First[NullSpace[{a}]], w]];
  With[{c = Normalize[v] . a, s = Normalize[v] . b},
    Simplify[IdentityMatrix[Length[u]] + (c - 1) (Outer[Times, a, a] + Outer[Times, b, b]) +
      s (Outer[Times, b, a] - Outer[Times, a, b])]]
]
RotationMatrix[t_] := {{Cos[t], -Sin[t]}, {Sin[t], Cos[t]}}
RotationMatrix[t_, axis_?VectorQ] /; Length[axis] == 3 := With[{u = Normalize[axis]},
  Cos[t] IdentityMatrix[3] + (1 - Cos[t]) Outer[Times, u, u] +
    Sin[t] {{0, -u[[3]], u[[2]]}, {u[[3]], 0, -u[[1]]}, {-u[[2]], u[[1]], 0}}
]


(* ScalingMatrix[{s1, s2, ...}] gives the matrix that scales coordinates.

   ScalingMatrix[s, v] scales along the direction of v.

   >>> ScalingMatrix[{2, 3}]
   {{2, 0}, {0, 3}} *)
ScalingMatrix[s_?VectorQ] := DiagonalMatrix[s]
ScalingMatrix[s_, v_?VectorQ] := IdentityMatrix[Length[v]] + (s - 1) Outer[Times, v, v]/(v . v)


(* ReflectionMatrix[v] gives the matrix that reflects vectors in the plane or line at right angles to v.

   >>> ReflectionMatrix[{1, 0}]
   {{-1, 0}, {0, 1}} *)
ReflectionMatrix[v_?VectorQ] := IdentityMatrix[Length[v]] - 2 Outer[Times, v, v]/(v . v)


(* ShearingMatrix[t, v, n] gives the matrix that shears by an angle along v, at right angles to n.

   >>> ShearingMatrix[Pi/4, {1, 0}, {0, 1}]
   {{1, 1}, {0, 1}} *)
ShearingMatrix[t_, v_?VectorQ, n_?VectorQ] := IdentityMatrix[Length[v]] +
  Tan[t] Outer[Times, Normalize[v - (v . n) n/(n . n)], Normalize[n]]


(* TransformationMatrix[t] gives the matrix of a TransformationFunction.

   >>> TransformationMatrix[TranslationTransform[{5, 7}]]
   {{1, 0, 5}, {0, 1, 7}, {0, 0, 1}} *)
TransformationMatrix[TransformationFunction[m_]] := m


(* AffineTransform[{m, v}] is the TransformationFunction that takes r to m.r + v.

   >>> AffineTransform[{{{1, 2}, {3, 4}}, {5, 6}}][{1, 1}]
   {8, 13} *)
AffineTransform[{m_?MatrixQ, v_?VectorQ}] := TransformationFunction[
  Append[MapThread[Append, {m, v}], Append[ConstantArray[0, Length[v]], 1]]
]
AffineTransform[m_?MatrixQ] := AffineTransform[{m, ConstantArray[0, Length[m]]}]


(* LinearFractionalTransform[m] is the TransformationFunction of a matrix in homogeneous coordinates.

   >>> LinearFractionalTransform[{{1, 2}, {3, 4}}][{x}]
   {(2 + x)/(4 + 3 x)} *)
LinearFractionalTransform[m_?MatrixQ] := TransformationFunction[m]


(* TranslationTransform[v] is the TransformationFunction that moves points by v.

   >>> TranslationTransform[{1, 2}][{x, y}]
   {1 + x, 2 + y} *)
TranslationTransform[v_?VectorQ] := AffineTransform[{IdentityMatrix[Length[v]], v}]


(* RotationTransform[t] is the TransformationFunction that turns points of the plane about the origin.

   RotationTransform[t, p] turns about p, RotationTransform[t, {x, y, z}] about an axis in space and
   RotationTransform[t, {x, y, z}, p] about one through p; RotationTransform[{u, v}] turns u to the direction of v.

   >>> RotationTransform[Pi/2][{1, 0}]
   {0, 1} *)
RotationTransform[t_] := AffineTransform[RotationMatrix[t]]
RotationTransform[t : Except[_List], p_?VectorQ] /; Length[p] == 2 := AffineTransform[
  {RotationMatrix[t], p - RotationMatrix[t] . p}
]
RotationTransform[t : Except[_List], axis_?VectorQ] /; Length[axis] == 3 := AffineTransform[RotationMatrix[t, axis]]
RotationTransform[t : Except[_List], axis_?VectorQ, p_?VectorQ] /; Length[axis] == Length[p] == 3 := AffineTransform[
  {RotationMatrix[t, axis], p - RotationMatrix[t, axis] . p}
]


(* ScalingTransform[{s1, s2, ...}] is the TransformationFunction that scales about the origin.

   ScalingTransform[{s1, s2, ...}, p] scales about p, ScalingTransform[s, v] along the direction of v.

   >>> ScalingTransform[{2, 3}][{x, y}]
   {2 x, 3 y} *)
ScalingTransform[s_?VectorQ] := AffineTransform[ScalingMatrix[s]]
ScalingTransform[s_?VectorQ, p_?VectorQ] := AffineTransform[{ScalingMatrix[s], p - ScalingMatrix[s] . p}]
ScalingTransform[s_, v_?VectorQ] := AffineTransform[ScalingMatrix[s, v]]
ScalingTransform[s_, v_?VectorQ, p_?VectorQ] := AffineTransform[{ScalingMatrix[s, v], p - ScalingMatrix[s, v] . p}]


(* ReflectionTransform[v] is the TransformationFunction that reflects at the origin in what is at right angles to v.

   ReflectionTransform[v, p] reflects at p.

   >>> ReflectionTransform[{1, 0}][{3, 4}]
   {-3, 4} *)
ReflectionTransform[v_?VectorQ] := AffineTransform[ReflectionMatrix[v]]
ReflectionTransform[v_?VectorQ, p_?VectorQ] := AffineTransform[{ReflectionMatrix[v], p - ReflectionMatrix[v] . p}]


(* ShearingTransform[t, v, n] is the TransformationFunction that shears by an angle along v, at right angles to n.

   >>> ShearingTransform[Pi/4, {1, 0}, {0, 1}][{x, y}]
   {x + y, y} *)
ShearingTransform[t_, v_?VectorQ, n_?VectorQ] := AffineTransform[ShearingMatrix[t, v, n]]
