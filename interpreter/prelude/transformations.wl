(* TransformationFunction[m] is a function of points, given by its matrix in homogeneous coordinates.

   >>> TransformationFunction[{{1, 0, 5}, {0, 1, 7}, {0, 0, 1}}][{x, y}]
   {5 + x, 7 + y} *)
TransformationFunction /: Composition[before___, TransformationFunction[a_], TransformationFunction[b_], after___] :=
  Composition[before, TransformationFunction[a . b], after]


(* TransformationMatrix[t] gives the matrix of a TransformationFunction.

   >>> TransformationMatrix[TranslationTransform[{a, b}]]
   {{1, 0, a}, {0, 1, b}, {0, 0, 1}} *)
TransformationMatrix[TransformationFunction[m_]] := m


(* AffineTransform[m] gives the TransformationFunction that takes x to m . x; AffineTransform[{m, v}] to m . x + v.

   >>> AffineTransform[{{{a, b}, {c, d}}, {e, f}}][{x, y}]
   {e + a x + b y, f + c x + d y} *)
AffineTransform[{m_?MatrixQ, v_?VectorQ}] := TransformationFunction[
  Append[MapThread[Append, {m, v}], Append[ConstantArray[0, Length[First[m]]], 1]]]
AffineTransform[m_?MatrixQ] := AffineTransform[{m, ConstantArray[0, Length[m]]}]


(* LinearFractionalTransform[m] gives the TransformationFunction with the matrix m in homogeneous coordinates.

   >>> LinearFractionalTransform[{{a, b}, {c, d}}][{x}]
   {(b + a x)/(d + c x)} *)
LinearFractionalTransform[m_?MatrixQ] := TransformationFunction[m]


(* TranslationTransform[v] gives the TransformationFunction that moves points by v.

   >>> TranslationTransform[{1, 2}][{x, y}]
   {1 + x, 2 + y} *)
TranslationTransform[v_List] := AffineTransform[{IdentityMatrix[Length[v]], v}]


(* RotationTransform[t] gives the TransformationFunction that turns the plane by the angle t about the origin;
   RotationTransform[t, p] about p, RotationTransform[t, w, p] space about the axis w through p.

   >>> {RotationTransform[Pi/2][{x, y}], RotationTransform[Pi/2, {1, 1}][{2, 1}]}
   {{-y, x}, {1, 2}} *)
RotationTransform[t_, p : {_, _}] := With[{m = RotationMatrix[t]}, AffineTransform[{m, p - m . p}]]
RotationTransform[t_, w : {_, _, _}] := AffineTransform[RotationMatrix[t, w]]
RotationTransform[t_, w_List, p_List] := With[{m = RotationMatrix[t, w]}, AffineTransform[{m, p - m . p}]]
RotationTransform[t_] := AffineTransform[RotationMatrix[t]]


(* ScalingTransform[{s1, s2, ...}] gives the TransformationFunction that scales along the axes; ScalingTransform[s, v]
   by s along the direction v. A point after that stays where it is.

   >>> {ScalingTransform[{2, 3}][{x, y}], ScalingTransform[{2, 3}, {1, 1}][{x, y}]}
   {{2 x, 3 y}, {-1 + 2 x, -2 + 3 y}} *)
ScalingTransform[s_List] := AffineTransform[ScalingMatrix[s]]
ScalingTransform[s_List, p_List] := With[{m = ScalingMatrix[s]}, AffineTransform[{m, p - m . p}]]
ScalingTransform[s : Except[_List], v_List] := AffineTransform[ScalingMatrix[s, v]]
ScalingTransform[s : Except[_List], v_List, p_List] := With[{m = ScalingMatrix[s, v]}, AffineTransform[{m, p - m . p}]]


(* ReflectionTransform[v] gives the TransformationFunction that mirrors in the plane through the origin that is normal
   to v; ReflectionTransform[v, p] in that through p.

   >>> ReflectionTransform[{1, 0}, {1, 0}][{x, y}]
   {2 - x, y} *)
ReflectionTransform[v_List] := AffineTransform[ReflectionMatrix[v]]
ReflectionTransform[v_List, p_List] := With[{m = ReflectionMatrix[v]}, AffineTransform[{m, p - m . p}]]


(* ShearingTransform[t, v, n] gives the TransformationFunction that shears by the angle t along v, normal to n;
   ShearingTransform[t, v, n, p] leaves p where it is.

   >>> ShearingTransform[Pi/4, {1, 0}, {0, 1}][{x, y}]
   {x + y, y} *)
ShearingTransform[t_, v_List, n_List] := AffineTransform[ShearingMatrix[t, v, n]]
ShearingTransform[t_, v_List, n_List, p_List] := With[{m = ShearingMatrix[t, v, n]}, AffineTransform[{m, p - m . p}]]
