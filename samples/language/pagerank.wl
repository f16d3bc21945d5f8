(* Markov chains: a steady state exactly, absorbing states, and the ranks of pages. *)
weather = {{7, 2, 1}, {3, 4, 3}, {2, 3, 5}}/10;
steady[p_] := First[NullSpace[Transpose[p] - IdentityMatrix[Length[p]]]] // #/Total[#] &
Print["steady: ", InputForm[steady[weather]]];
Print["after a year: ", Chop[N[MatrixPower[weather, 365]] - ConstantArray[N[steady[weather]], 3]] // Flatten // Union];
Print["check: ", steady[weather] . weather === steady[weather]];

(* a drunkard between two abysses: how long, and where he falls *)
n = 5;
inside = SparseArray[{{i_, j_} /; Abs[i - j] == 1 -> 1/2}, {n, n}];
fundamental = Inverse[IdentityMatrix[n] - Normal[inside]];
Print["steps: ", Total /@ fundamental];
falls = fundamental . SparseArray[{{1, 1} -> 1/2, {n, 2} -> 1/2}, {n, 2}];
Print["falls to the right: ", InputForm[Normal[falls][[All, 2]]]];

links = {"home" -> "about", "home" -> "blog", "about" -> "home", "blog" -> "home", "blog" -> "about", "shop" -> "home", "blog" -> "shop"};
pages = Union[Keys[links], Values[links]];
targets = GroupBy[links, First -> Last];
rank[d_ : 0.85][r_] := Merge[
  Prepend[KeyValueMap[Function[{page, to}, AssociationMap[d r[page]/Length[to] &, to]], targets],
    AssociationMap[(1 - d)/Length[pages] &, pages]],
  Total] // KeySort
ranks = FixedPoint[rank[], AssociationMap[1./Length[pages] &, pages], SameTest -> (Max[Abs[Values[#1] - Values[#2]]] < 10^-9 &)];
Print["ranks: ", Round[ReverseSort[ranks], 0.001]];
Print["sum: ", Round[Total[ranks], 10^-6]];
simulate[start_, days_] := FoldList[
  Function[{state, u}, 1 + LengthWhile[Accumulate[weather[[state]]], u >= # &]], start, Mod[Range[days]*7, 10]/10]
Print["a deterministic path: ", simulate[1, 15]];
