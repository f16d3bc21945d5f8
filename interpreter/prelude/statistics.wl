(* ContraharmonicMean[list] gives the sum of the squares over the sum.

   >>> ContraharmonicMean[{1, 2, 3}]
   7/3 *)
ContraharmonicMean[list_?VectorQ] := Total[list^2]/Total[list]


(* TrimmedMean[list, f] gives the mean of what is left when the part f of the elements is taken off at both ends;
   TrimmedMean[list, {f1, f2}] with different parts, TrimmedMean[list] with 5%.

   >>> TrimmedMean[{-10, 1, 1, 1, 1, 20}, 1/5]
   1 *)
TrimmedMean[list_List] := TrimmedMean[list, 1/20]
TrimmedMean[list_List, f : Except[_List]] := TrimmedMean[list, {f, f}]
TrimmedMean[list_List, {f1_, f2_}] :=
  With[{n = Length[list]}, Mean[Take[Sort[list], {Floor[f1 n] + 1, n - Floor[f2 n]}]]]


(* TrimmedVariance[list, f] gives the variance of what is left when the part f of the elements is taken off at both
   ends.

   >>> TrimmedVariance[{-10, 1, 2, 3, 4, 20}, 1/5]
   5/3 *)
TrimmedVariance[list_List] := TrimmedVariance[list, 1/20]
TrimmedVariance[list_List, f : Except[_List]] := TrimmedVariance[list, {f, f}]
TrimmedVariance[list_List, {f1_, f2_}] :=
  With[{n = Length[list]}, Variance[Take[Sort[list], {Floor[f1 n] + 1, n - Floor[f2 n]}]]]


(* WinsorizedMean[list, f] gives the mean with the part f of the elements at both ends replaced by their inner
   neighbour.

   >>> WinsorizedMean[{-10, 1, 1, 1, 3, 20}, 1/5]
   5/3 *)
WinsorizedMean[list_List] := WinsorizedMean[list, 1/20]
WinsorizedMean[list_List, f : Except[_List]] := WinsorizedMean[list, {f, f}]
WinsorizedMean[list_List, {f1_, f2_}] := With[{n = Length[list], sorted = Sort[list]},
  Mean[Clip[sorted, {sorted[[Floor[f1 n] + 1]], sorted[[n - Floor[f2 n]]]}]]]


(* QuartileDeviation[list] gives half of the difference of the upper and the lower quartile.

   >>> QuartileDeviation[{1, 3, 4, 2, 5, 6}]
   3/2 *)
QuartileDeviation[data_] := InterquartileRange[data]/2


(* QuartileSkewness[list] gives (q3 - 2 q2 + q1)/(q3 - q1) of the quartiles.

   >>> QuartileSkewness[{1, 2, 3, 10}]
   3/5 *)
QuartileSkewness[data_] := With[{q = Quartiles[data]}, (q[[3]] - 2 q[[2]] + q[[1]])/(q[[3]] - q[[1]]) /; ListQ[q]]


(* AbsoluteCorrelation[v, w] gives the mean of the products of v and the conjugates of w.

   >>> AbsoluteCorrelation[{1, 2, 3}, {2, 4, 6}]
   28/3 *)
AbsoluteCorrelation[v_?VectorQ, w_?VectorQ] /; Length[v] == Length[w] := v . Conjugate[w]/Length[v]


(* SpearmanRho[v, w] gives the correlation of the ranks of two lists, equal elements sharing the mean of their ranks.

   >>> {SpearmanRho[{1, 2, 3}, {1, 10, 100}], SpearmanRho[{1, 2, 2, 3}, {4, 3, 2, 1}]}
   {1, -(3/Sqrt[10])} *)
SpearmanRho[v_?VectorQ, w_?VectorQ] /; Length[v] == Length[w] > 1 := Correlation[
  Map[Count[v, x_ /; x < #] + (Count[v, x_ /; x == #] + 1)/2 &, v],
  Map[Count[w, x_ /; x < #] + (Count[w, x_ /; x == #] + 1)/2 &, w]]


(* KendallTau[v, w] gives Kendall's rank correlation of two lists: pairs in the same order less pairs in opposite order,
   over the geometric mean of the numbers of pairs that differ.

   >>> KendallTau[{1, 2, 3, 4}, {1, 3, 2, 4}]
   2/3 *)
KendallTau[v_?VectorQ, w_?VectorQ] /; Length[v] == Length[w] > 1 := With[
  {a = Flatten[Table[Sign[v[[i]] - v[[j]]], {i, 2, Length[v]}, {j, i - 1}]],
    b = Flatten[Table[Sign[w[[i]] - w[[j]]], {i, 2, Length[w]}, {j, i - 1}]]},
  a . b/Sqrt[Total[Abs[a]] Total[Abs[b]]]]


(* HistogramList[list, {dx}] gives {limits, counts} of bins of the width dx; HistogramList[list, {min, max, dx}] from min
   to max, HistogramList[list, {{b0, b1, ...}}] with these limits, HistogramList[list, n] of about n bins;
   HistogramList[list, bins, "Probability"] gives the parts of the elements, "PDF" these over the widths.

   >>> HistogramList[{1, 2, 2, 5}, {2}]
   {{0, 2, 4, 6}, {1, 2, 1}} *)
HistogramList[list_?VectorQ] := HistogramList[list, Automatic]
HistogramList[list_?VectorQ, bins_, "Count"] := HistogramList[list, bins]
HistogramList[list_?VectorQ, bins_, height : "Probability" | "PDF" | "CumulativeCount" | "CDF"] :=
  With[{found = HistogramList[list, bins]}, With[{limits = First[found], counts = Last[found]},
    {limits, Switch[height,
      "Probability", counts/Length[list],
      "PDF", counts/Length[list]/Differences[limits],
      "CumulativeCount", Accumulate[counts],
      "CDF", Accumulate[counts]/Length[list]]}]]
HistogramList[list_?VectorQ, Automatic] := HistogramList[list, Ceiling[Log[2, Length[list]] + 1]]
HistogramList[list_?VectorQ, n_Integer] := With[{range = Max[list] - Min[list]},
  With[{power = 10^Floor[Log[10, N[range/n]]]},
    HistogramList[list, {First[MinimalBy[power {1, 2, 5, 10}, Abs[Log[N[# n/range]]] &]]}]] /; range > 0]
HistogramList[list_?VectorQ, {dx_}] /; Not[ListQ[dx]] :=
  HistogramList[list, {Floor[Min[list], dx], Floor[Max[list], dx] + dx, dx}]
HistogramList[list_?VectorQ, {min_, max_, dx_}] := {Range[min, max, dx], BinCounts[list, {min, max, dx}]}
HistogramList[list_?VectorQ, {limits_List}] := {limits, BinCounts[list, {limits}]}
