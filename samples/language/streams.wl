(* Closures, generators, infinite streams, memory, folds: a functional toolbox. *)
counter[start_ : 0] := Module[{n = start}, (n += #) &]
{a, b} = {counter[], counter[10]};
Print[{a[1], a[1], b[5], a[3], b[0]}];

account[balance0_] := Module[{balance = balance0}, <|
  "deposit" -> Function[x, balance += x],
  "withdraw" -> Function[x, If[x > balance, "insufficient", balance -= x]],
  "balance" :> balance|>]
acc = account[100];
Print[{acc["deposit"][50], acc["withdraw"][30], acc["withdraw"][500], acc["balance"]}];

(* streams: a first element and a promise *)
SetAttributes[stream, HoldRest];
take[_, 0] := {}
take[stream[x_, rest_], n_] := Prepend[take[rest, n - 1], x]
from[n_] := stream[n, from[n + 1]]
map[f_, stream[x_, rest_]] := With[{y = f[x]}, stream[y, map[f, rest]]]
filter[p_, stream[x_, rest_]] := If[p[x], stream[x, filter[p, rest]], filter[p, rest]]
sieve[stream[p_, rest_]] := stream[p, sieve[filter[! Divisible[#, p] &, rest]]]
Print[take[map[#^2 &, from[1]], 6], " ", take[filter[PrimeQ, from[90]], 4], " ", take[sieve[from[2]], 8]];
zip[f_, stream[x_, r_], stream[y_, s_]] := With[{z = f[x, y]}, stream[z, zip[f, r, s]]]
fibs = stream[0, stream[1, zip[Plus, fibs, Last[fibs]]]];
Print[take[fibs, 12]];

(* memory *)
ways[n_] := ways[n] = Which[n < 0, 0, n == 0, 1, True, Total[ways[n - #] & /@ {1, 2, 3}]]
Print[ways[30], " ", Length[DownValues[ways]] > 30];
ackermann[0, n_] := n + 1
ackermann[m_, 0] := ackermann[m, 0] = ackermann[m - 1, 1]
ackermann[m_, n_] := ackermann[m, n] = ackermann[m - 1, ackermann[m, n - 1]]
Print[ackermann[2, 3], " ", ackermann[3, 3]];

(* composition and currying *)
compose[fs___] := Fold[#2[#1] &, #, {fs}] &
Print[compose[# + 1 &, #^2 &, Sqrt][8], " ", (Sqrt@*(#^2 &)@*(# + 1 &))[8], " ", RightComposition[Range, Reverse, Most][4]];
curry[f_, 1] := f
curry[f_, n_] := Function[x, curry[f[x, ##] &, n - 1]]
Print[curry[List, 3][1][2][3], " ", OperatorApplied[Power][2][5], " ", ReverseApplied[Subtract][1, 10]];
Print[Through[{Min, Max, Mean}[{4, 8, 15}]], " ", Map[Apply[f], {{1, 2}, {3}}], " ", MapThread[Construct, {{Sin, Cos}, {0, 0}}]];

(* Reap and Sow with tags, folds with state *)
Print[Reap[Scan[Sow[#, EvenQ[#]] &, Range[6]], _, #1 -> Total[#2] &][[2]]];
Print[FoldList[#1*10 + #2 &, 0, {1, 2, 3}], " ", FoldPairList[{Mod[#1, #2], Quotient[#1, #2]} &, 12345, {10, 10, 10}], " ", Fold[{#2, #1} &, x, {a1, b1}]];
Print[NestWhileList[Quotient[#, 2] &, 100, # > 1 &], " ", FixedPoint[StringReplace["aa" -> "a"], "baaaad"], " ", NestList[Reverse, {1, 2}, 2]];
Print[SequenceCases[{1, 2, 4, 7, 8, 9, 3}, {x_, y_} /; y == x + 1], " ", Split[{1, 2, 3, 7, 8, 1}, #2 == #1 + 1 &], " ", TakeWhile[{2, 4, 5, 6}, EvenQ]];
hanning = Function[{n}, Table[Sin[Pi k/n]^2, {k, 0, n}]];
Print[hanning[4], " ", Function[x, Function[y, x + y]][1][2], " ", (#2 &)[1, 2], " ", (Plus[##] &)[1, 2, 3], " ", Slot[1] &[7]];
