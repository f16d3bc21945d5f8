(* HankelMatrix[n] gives the matrix of i + j - 1 up to n and zeros below; HankelMatrix[{c1, c2, ...}] that of the ci,
   HankelMatrix[{c1, ..., cm}, {r1, ..., rn}] with the last row r.

   >>> {HankelMatrix[3], HankelMatrix[{a, b, c}, {c, d}]}
   {{{1, 2, 3}, {2, 3, 0}, {3, 0, 0}}, {{a, b}, {b, c}, {c, d}}} *)
HankelMatrix[n_Integer?Positive] := HankelMatrix[Range[n]]
HankelMatrix[c_List] := HankelMatrix[c, PadRight[{Last[c]}, Length[c]]]
HankelMatrix[c_List, r_List] :=
  With[{all = Join[c, Rest[r]]}, Table[all[[i + j - 1]], {i, Length[c]}, {j, Length[r]}]]


(* ToeplitzMatrix[n] gives the matrix of |i - j| + 1; ToeplitzMatrix[{c1, c2, ...}] that of the c with these indices,
   ToeplitzMatrix[{c1, ...}, {r1, ...}] with first column c and first row r.

   >>> {ToeplitzMatrix[3], ToeplitzMatrix[{a, b, c}, {a, x}]}
   {{{1, 2, 3}, {2, 1, 2}, {3, 2, 1}}, {{a, x}, {b, a}, {c, b}}} *)
ToeplitzMatrix[n_Integer?Positive] := ToeplitzMatrix[Range[n]]
ToeplitzMatrix[c_List] := ToeplitzMatrix[c, c]
ToeplitzMatrix[c_List, r_List] := Table[If[i >= j, c[[i - j + 1]], r[[j - i + 1]]], {i, Length[c]}, {j, Length[r]}]


(* VandermondeMatrix[{x1, x2, ...}] gives the square matrix of the powers xi^(j - 1); VandermondeMatrix[{x1, ...}, n] n
   columns of it.

   >>> {VandermondeMatrix[{2, 3, 5}], VandermondeMatrix[{a, b}, 3]}
   {{{1, 2, 4}, {1, 3, 9}, {1, 5, 25}}, {{1, a, a^2}, {1, b, b^2}}} *)
VandermondeMatrix[x_List] := VandermondeMatrix[x, Length[x]]
VandermondeMatrix[x_List, n_Integer] := Table[If[j == 0, 1, x[[i]]^j], {i, Length[x]}, {j, 0, n - 1}]


(* HadamardMatrix[n] gives the matrix of 1 and -1 over Sqrt[n], its own inverse, for a power n of 2.

   >>> HadamardMatrix[2]
   {{1/Sqrt[2], 1/Sqrt[2]}, {1/Sqrt[2], -(1/Sqrt[2])}} *)
HadamardMatrix[1] := {{1}}
HadamardMatrix[n_Integer] /; n > 1 && BitAnd[n, n - 1] == 0 := Table[
  (-1)^Total[IntegerDigits[i, 2, IntegerLength[n, 2] - 1] Reverse[
    IntegerDigits[BitXor[j, BitShiftRight[j]], 2, IntegerLength[n, 2] - 1]]],
  {i, 0, n - 1}, {j, 0, n - 1}]/Sqrt[n]


(* FourierMatrix[n] gives the matrix whose product with a list is its discrete Fourier transform.

   >>> FourierMatrix[2]
   {{1/Sqrt[2], 1/Sqrt[2]}, {1/Sqrt[2], -(1/Sqrt[2])}} *)
FourierMatrix[n_Integer?Positive] := Table[Exp[2 Pi I j k/n]/Sqrt[n], {j, 0, n - 1}, {k, 0, n - 1}]


(* BlockDiagonalMatrix[{m1, m2, ...}] gives the matrix with the blocks mi along its diagonal.

   >>> BlockDiagonalMatrix[{{{1, 2}, {3, 4}}, {{5}}}]
   {{1, 2, 0}, {3, 4, 0}, {0, 0, 5}} *)
BlockDiagonalMatrix[blocks : {__?MatrixQ}] := ArrayFlatten[Table[
  If[i == j, blocks[[i]], ConstantArray[0, {Length[blocks[[i]]], Length[First[blocks[[j]]]]}]],
  {i, Length[blocks]}, {j, Length[blocks]}]]


(* RotationMatrix[t] gives the matrix that turns vectors in the plane by the angle t; RotationMatrix[t, w] vectors in
   space about the axis w, RotationMatrix[{u, v}] the one that turns the direction of u to that of v.

   >>> {RotationMatrix[t], RotationMatrix[Pi/2, {0, 0, 1}]}
   {{{Cos[t], -Sin[t]}, {Sin[t], Cos[t]}}, {{0, -1, 0}, {1, 0, 0}, {0, 0, 1}}} *)
RotationMatrix[{u_?VectorQ, v_?VectorQ}] /; Length[u] == Length[v] > 1 := Module[{a = Normalize[u], b, w},
  w = Simplify[v - (v . a) a];
  b = Normalize[If[VectorQ[w, PossibleZeroQ], First[NullSpace[{a}]], w]];
  With[{c = Normalize[v] . a, s = Normalize[v] . b},
    Simplify[IdentityMatrix[Length[u]] + (c - 1) (Outer[Times, a, a] + Outer[Times, b, b]) +
      s (Outer[Times, b, a] - Outer[Times, a, b])]]
]
RotationMatrix[t : Except[_List]] := {{Cos[t], -Sin[t]}, {Sin[t], Cos[t]}}
RotationMatrix[t_, w : {_, _, _}] := With[{k = Normalize[w]}, With[{
    m = {{0, -k[[3]], k[[2]]}, {k[[3]], 0, -k[[1]]}, {-k[[2]], k[[1]], 0}}},
  IdentityMatrix[3] + Sin[t] m + (1 - Cos[t]) m . m]]
RotationMatrix[t_, {u_List, v_List}] /; Length[u] == Length[v] := With[{q = Orthogonalize[{u, v}]},
  With[{a = q[[1]], b = q[[2]]}, IdentityMatrix[Length[u]] + (Cos[t] - 1) (Outer[Times, a, a] + Outer[Times, b, b]) +
    Sin[t] (Outer[Times, b, a] - Outer[Times, a, b])]]


(* ScalingMatrix[{s1, s2, ...}] gives the matrix that scales along the axes; ScalingMatrix[s, v] along the direction v.

   >>> {ScalingMatrix[{a, b}], ScalingMatrix[2, {1, 0}]}
   {{{a, 0}, {0, b}}, {{2, 0}, {0, 1}}} *)
ScalingMatrix[factors_List] := DiagonalMatrix[factors]
ScalingMatrix[s : Except[_List], v_List] := IdentityMatrix[Length[v]] + (s - 1) Outer[Times, v, v]/(v . v)


(* ReflectionMatrix[v] gives the matrix that mirrors in the plane through the origin that is normal to v.

   >>> ReflectionMatrix[{1, 1}]
   {{0, -1}, {-1, 0}} *)
ReflectionMatrix[v_List] := IdentityMatrix[Length[v]] - 2 Outer[Times, v, v]/(v . v)


(* ShearingMatrix[t, v, n] gives the matrix that shears by the angle t along v, normal to n.

   >>> ShearingMatrix[t, {1, 0}, {0, 1}]
   {{1, Tan[t]}, {0, 1}} *)
ShearingMatrix[t_, v_List, n_List] := With[{d = n . n, w = v - (v . n)/(n . n) n},
  IdentityMatrix[Length[v]] + Tan[t] Outer[Times, Normalize[w], n]/Sqrt[d]]


(* Minors[m] gives the determinants of the matrices that m without one row and one column leaves; Minors[m, k] those of
   the k by k matrices.

   >>> {Minors[{{a, b}, {c, d}}], Minors[{{1, 2, 3}, {4, 5, 6}}, 2]}
   {{{a, b}, {c, d}}, {{-3, -6, -3}}} *)
Minors[m_?MatrixQ] := Minors[m, Min[Dimensions[m]] - 1]
Minors[m_?MatrixQ, k_Integer] := Minors[m, k, Det]
Minors[m_?MatrixQ, k_Integer, f_] /; 0 < k <= Min[Dimensions[m]] :=
  Table[f[m[[i, j]]], {i, Subsets[Range[Length[m]], {k}]}, {j, Subsets[Range[Length[First[m]]], {k}]}]


(* Adjugate[m] gives the matrix of cofactors, transposed: m . Adjugate[m] is Det[m] times the identity.

   >>> Adjugate[{{a, b}, {c, d}}]
   {{d, -b}, {-c, a}} *)
Adjugate[{{_}}] := {{1}}
Adjugate[m_?SquareMatrixQ] := Table[(-1)^(i + j) Det[Drop[m, {j}, {i}]], {i, Length[m]}, {j, Length[m]}]


(* Permanent[m] gives the sum of the products of the determinant without their signs.

   >>> Permanent[{{a, b}, {c, d}}]
   b c + a d *)
Permanent[{{x_}}] := x
Permanent[m_?SquareMatrixQ] := Expand[Sum[m[[1, j]] Permanent[Drop[m, {1}, {j}]], {j, Length[m]}]]


(* LeviCivitaTensor[n] gives the totally antisymmetric tensor of n dimensions as a SparseArray; LeviCivitaTensor[n,
   List] as a list.

   >>> {LeviCivitaTensor[2, List], LeviCivitaTensor[3][[3, 1, 2]]}
   {{{0, 1}, {-1, 0}}, 1} *)
LeviCivitaTensor[n_Integer?Positive] :=
  SparseArray[Map[# -> Signature[#] &, Permutations[Range[n]]], ConstantArray[n, n]]
LeviCivitaTensor[n_Integer?Positive, List] := Normal[LeviCivitaTensor[n]]
LeviCivitaTensor[n_Integer?Positive, SparseArray] := LeviCivitaTensor[n]


(* TensorContract[t, {{i, j}, ...}] gives the sum over equal indices in the slots i and j of an array.

   >>> TensorContract[{{a, b}, {c, d}}, {{1, 2}}]
   a + d *)
TensorContract[t_, pair : {_Integer, _Integer}] := TensorContract[t, {pair}]
TensorContract[t_?ArrayQ, {{i_Integer, j_Integer}}] := With[{d = ArrayDepth[t]},
  With[{last = Transpose[t, Ordering[Join[Complement[Range[d], {i, j}], {i, j}]]]},
    If[d == 2, Tr[last], Map[Tr, last, {d - 2}]]] /; i != j && 0 < Min[i, j] && Max[i, j] <= d]
TensorContract[t_?ArrayQ, {{i_, j_}, rest__}] :=
  TensorContract[TensorContract[t, {{i, j}}], Map[# - Boole[# > i] - Boole[# > j] &, {rest}, {2}]]
TensorContract[t_?ArrayQ, {}] := t


(* TensorRank[t] gives the number of indices of an array.

   >>> TensorRank[{{a, b}, {c, d}}]
   2 *)
TensorRank[t_?ArrayQ] := ArrayDepth[t]
TensorRank[t_?NumericQ] := 0


(* TensorDimensions[t] gives the dimensions of an array.

   >>> TensorDimensions[{{a, b, c}, {d, e, f}}]
   {2, 3} *)
TensorDimensions[t_?ArrayQ] := Dimensions[t]


(* TensorTranspose[t, p] gives the array with its indices permuted by p.

   >>> TensorTranspose[{{a, b}, {c, d}}, {2, 1}]
   {{a, c}, {b, d}} *)
TensorTranspose[t_?ArrayQ, p_List] := Transpose[t, p]


(* Symmetrize[t] gives the symmetric part of an array: the mean over all orders of its indices; Symmetrize[t,
   Antisymmetric[All]] the antisymmetric part.

   >>> {Symmetrize[{{a, b}, {c, d}}], Symmetrize[{{1, 2}, {4, 5}}, Antisymmetric[All]]}
   {{{a, (b + c)/2}, {(b + c)/2, d}}, {{0, -1}, {1, 0}}} *)
Symmetrize[t_?ArrayQ] := Symmetrize[t, Symmetric[All]]
Symmetrize[t_?ArrayQ, Symmetric[All]] := With[{n = ArrayDepth[t]},
  Total[Map[Transpose[t, #] &, Permutations[Range[n]]]]/n!]
Symmetrize[t_?ArrayQ, Antisymmetric[All]] := With[{n = ArrayDepth[t]},
  Total[Map[Signature[#] Transpose[t, #] &, Permutations[Range[n]]]]/n!]
