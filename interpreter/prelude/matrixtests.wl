(* AntisymmetricMatrixQ[m] gives True if m is the negative of its transpose.

   >>> AntisymmetricMatrixQ[{{0, 1}, {-1, 0}}]
   True *)
AntisymmetricMatrixQ[m_] := SquareMatrixQ[m] && TrueQ[Max[Abs[Flatten[Expand[m + Transpose[m]]]]] == 0]


(* AntihermitianMatrixQ[m] gives True if m is the negative of its conjugate transpose.

   >>> AntihermitianMatrixQ[{{I, 1}, {-1, 0}}]
   True *)
AntihermitianMatrixQ[m_] := SquareMatrixQ[m] && TrueQ[Max[Abs[Flatten[Expand[m + ConjugateTranspose[m]]]]] == 0]


(* OrthogonalMatrixQ[m] gives True if the rows or the columns of m are orthogonal unit vectors.

   >>> {OrthogonalMatrixQ[{{3/5, 4/5}, {-4/5, 3/5}}], OrthogonalMatrixQ[{{1, 1}, {1, -1}}]}
   {True, False} *)
OrthogonalMatrixQ[m_] := MatrixQ[m] && With[{n = Min[Dimensions[m]]}, TrueQ[Max[Abs[Flatten[
  Simplify[If[Length[m] == n, m . Transpose[m], Transpose[m] . m] - IdentityMatrix[n]]]]] <
  If[Precision[m] === MachinePrecision, 10.^-12, 10^-40]]]


(* UnitaryMatrixQ[m] gives True if the rows or the columns of m are orthogonal unit vectors, complex ones among them.

   >>> UnitaryMatrixQ[{{1, I}, {I, 1}}/Sqrt[2]]
   True *)
UnitaryMatrixQ[m_] := MatrixQ[m] && With[{n = Min[Dimensions[m]]}, TrueQ[Max[Abs[Flatten[
  Simplify[If[Length[m] == n, m . ConjugateTranspose[m], ConjugateTranspose[m] . m] - IdentityMatrix[n]]]]] <
  If[Precision[m] === MachinePrecision, 10.^-12, 10^-40]]]


(* NormalMatrixQ[m] gives True if m and its conjugate transpose commute.

   >>> {NormalMatrixQ[{{1, 2}, {-2, 1}}], NormalMatrixQ[{{1, 2}, {0, 1}}]}
   {True, False} *)
NormalMatrixQ[m_] := SquareMatrixQ[m] && TrueQ[Max[Abs[Flatten[
  Expand[m . ConjugateTranspose[m] - ConjugateTranspose[m] . m]]]] <=
  If[Precision[m] === MachinePrecision, 10.^-12 Max[Abs[m]]^2, 0]]


(* LowerTriangularMatrixQ[m] gives True if all elements above the diagonal of m are zero.

   >>> LowerTriangularMatrixQ[{{1, 0}, {2, 3}}]
   True *)
LowerTriangularMatrixQ[m_] := MatrixQ[m] && TrueQ[LowerTriangularize[m] == m]


(* PositiveDefiniteMatrixQ[m] gives True if the real part of v . m . v is positive for every v but 0, for a matrix of
   numbers.

   >>> {PositiveDefiniteMatrixQ[{{2, 1}, {1, 2}}], PositiveDefiniteMatrixQ[{{1, 2}, {2, 1}}]}
   {True, False} *)
PositiveDefiniteMatrixQ[m_] := SquareMatrixQ[m] && MatrixQ[m, NumericQ] &&
  Min[Eigenvalues[N[(m + ConjugateTranspose[m])/2]]] > 10.^-14 Max[Abs[N[m]]]


(* PositiveSemidefiniteMatrixQ[m] gives True if the real part of v . m . v is never negative.

   >>> PositiveSemidefiniteMatrixQ[{{1, 1}, {1, 1}}]
   True *)
PositiveSemidefiniteMatrixQ[m_] := SquareMatrixQ[m] && MatrixQ[m, NumericQ] &&
  Min[Eigenvalues[N[(m + ConjugateTranspose[m])/2]]] >= -10.^-14 Max[Abs[N[m]]]


(* NegativeDefiniteMatrixQ[m] gives True if the real part of v . m . v is negative for every v but 0.

   >>> NegativeDefiniteMatrixQ[{{-2, 1}, {1, -2}}]
   True *)
NegativeDefiniteMatrixQ[m_] := MatrixQ[m] && PositiveDefiniteMatrixQ[-m]


(* NegativeSemidefiniteMatrixQ[m] gives True if the real part of v . m . v is never positive.

   >>> NegativeSemidefiniteMatrixQ[{{-1, 1}, {1, -1}}]
   True *)
NegativeSemidefiniteMatrixQ[m_] := MatrixQ[m] && PositiveSemidefiniteMatrixQ[-m]


(* IndefiniteMatrixQ[m] gives True if the real part of v . m . v is positive for some v and negative for others.

   >>> IndefiniteMatrixQ[{{1, 2}, {2, 1}}]
   True *)
IndefiniteMatrixQ[m_] := SquareMatrixQ[m] && MatrixQ[m, NumericQ] &&
  Not[PositiveSemidefiniteMatrixQ[m]] && Not[NegativeSemidefiniteMatrixQ[m]]
