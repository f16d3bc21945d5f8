(* Continued fractions, Farey sequences, Egyptian fractions, Pythagorean triples and partitions. *)
toCF[x_Rational | x_Integer] := Module[{p = Numerator[x], q = Denominator[x], out = {}},
  While[q != 0, AppendTo[out, Quotient[p, q]]; {p, q} = {q, Mod[p, q]}];
  out]
fromCF[terms_List] := Fold[#2 + 1/#1 &, Reverse[terms]]

Print[toCF[415/93], " ", ContinuedFraction[415/93], " ", InputForm[fromCF[{4, 2, 6, 7}]]];
convergents[terms_List] := Table[fromCF[Take[terms, k]], {k, Length[terms]}]
Print["towards Pi: ", InputForm[convergents[ContinuedFraction[Pi, 5]]]];
Print["golden: ", InputForm[convergents[ConstantArray[1, 8]]]];

farey[n_] := Union[Flatten[Table[p/q, {q, n}, {p, 0, q}]]]
Print[InputForm[farey[5]]];
neighbours[{a_, b_}] := Numerator[b] Denominator[a] - Numerator[a] Denominator[b]
Print["neighbours: ", Union[neighbours /@ Partition[farey[9], 2, 1]], ", sizes ", Length /@ farey /@ Range[8]];

egyptian[0] = {};
egyptian[x_] := With[{unit = 1/Ceiling[1/x]}, Prepend[egyptian[x - unit], unit]]
Print["7/15 = ", InputForm[egyptian[7/15]], ", 5/121 needs ", Length[egyptian[5/121]]];

triples[n_] := Cases[Tuples[Range[n], 2], {a_, b_} /; a < b && IntegerQ[Sqrt[a^2 + b^2]] :> {a, b, Sqrt[a^2 + b^2]}]
Print["triples: ", Select[triples[24], GCD @@ # == 1 &]];
Print["by Euclid: ", Sort[Flatten[Table[If[CoprimeQ[m, n] && OddQ[m + n], {m^2 - n^2, 2 m n, m^2 + n^2}, Nothing], {m, 2, 4}, {n, m - 1}], 1]]];

partitions[n_] := partitions[n, n]
partitions[0, _] = {{}};
partitions[n_, max_] := Join @@ Table[Prepend[rest, k], {k, Min[n, max], 1, -1}, {rest, partitions[n - k, k]}]
Print["partitions of 5: ", partitions[5]];
p[n_, k_] := p[n, k] = Which[n == 0, 1, n < 0 || k == 0, 0, True, p[n, k - 1] + p[n - k, k]]
Print[Table[p[n, n], {n, 0, 12}], " ", p[100, 100] == PartitionsP[100]];
Print["ways to pay a pound: ", Coefficient[Expand[Times @@ (Total[x^Range[0, 100, #]] & /@ {5, 10, 20, 50})], x, 100]];
Print[InputForm[Table[Sum[1/k, {k, n}], {n, 6}]], " ", N[HarmonicNumber[100], 12]];
Print[Rationalize[0.75] // InputForm, " ", RealDigits[1/7, 10, 6], " ", RealDigits[22/7]];
