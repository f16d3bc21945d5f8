(* Linear algebra by hand: LU decomposition, determinants, inverse, least squares, power iteration. *)
lu[a_?SquareMatrixQ] := Module[{m = a, n = Length[a], p = Range[Length[a]], k, i, pivot},
  For[k = 1, k < n, k++,
    pivot = k - 1 + First[Ordering[Abs[m[[k ;;, k]]], -1]];
    If[m[[pivot, k]] == 0, Continue[]];
    If[pivot != k,
      m[[{k, pivot}]] = m[[{pivot, k}]];
      p[[{k, pivot}]] = p[[{pivot, k}]]];
    For[i = k + 1, i <= n, i++,
      m[[i, k]] /= m[[k, k]];
      m[[i, k + 1 ;;]] -= m[[i, k]] m[[k, k + 1 ;;]]]];
  {LowerTriangularize[m, -1] + IdentityMatrix[n], UpperTriangularize[m], p}
]

a = {{2, 1, 1, 0}, {4, 3, 3, 1}, {8, 7, 9, 5}, {6, 7, 9, 8}};
{l, u, p} = lu[a];
Print["L = ", InputForm[l]];
Print["U = ", InputForm[u]];
Print["LU = PA: ", l . u == a[[p]], ", determinant ", Signature[p] Times @@ Diagonal[u], " ", Det[a]];

laplace[{{x_}}] := x
laplace[m_] := Sum[(-1)^(1 + j) m[[1, j]] laplace[Drop[m, {1}, {j}]], {j, Length[m]}]
Print["by expansion: ", laplace[a], ", symbolic: ", laplace[Array[Subscript[x, ##] &, {2, 2}]] /. Subscript[x, i_, j_] :> ToString[Row[{"x", i, j}]]];

solve[a_, b_] := With[{r = RowReduce[Transpose[Append[Transpose[a], b]]]}, r[[All, -1]]]
Print["solution: ", InputForm[solve[a, {1, 2, 3, 4}]], " ", solve[a, {1, 2, 3, 4}] === LinearSolve[a, {1, 2, 3, 4}]];
Print["inverse: ", Inverse[a] . a == IdentityMatrix[4]];

hilbert = Table[1/(i + j - 1), {i, 3}, {j, 3}];
Print["of Hilbert's matrix: ", Inverse[hilbert], " ", Det[hilbert]^-1];

(* a line and a parabola through points *)
points = {{0, 1}, {1, 3}, {2, 4}, {3, 4}, {4, 6}};
normal[basis_] := With[{x = Table[f[First[pt]], {pt, points}, {f, basis}]}, LinearSolve[Transpose[x] . x, Transpose[x] . points[[All, 2]]]]
Print["line: ", InputForm[normal[{1 &, # &}]], ", parabola: ", InputForm[normal[{1 &, # &, #^2 &}]]];
Print["as Fit does: ", Chop[Fit[points, {1, x}, x] - {1, x} . normal[{1 &, # &}]] /. x -> 1];

iterate[m_] := Normalize[m . #] &
v = Nest[iterate[N[{{2, 1, 0}, {1, 3, 1}, {0, 1, 4}}]], {1., 1., 1.}, 60];
Print["greatest eigenvalue: ", Norm[{{2, 1, 0}, {1, 3, 1}, {0, 1, 4}} . v], " ", First[Eigenvalues[N[{{2, 1, 0}, {1, 3, 1}, {0, 1, 4}}]]]];
Print[CharacteristicPolynomial[{{2, 1}, {1, 2}}, t], " ", Eigenvalues[{{2, 1}, {1, 2}}], " ", MatrixPower[{{1, 1}, {1, 0}}, 30][[1, 2]]];
Print[Outer[Times, {1, 2}, {3, 4}], Cross[{1, 0, 0}, {0, 1, 0}], {1, 2, 3} . {4, 5, 6}, Tr[a], Transpose[{{1, 2}, {3, 4}}]];
