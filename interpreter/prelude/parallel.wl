(* ParallelMap[f, expr] gives what Map[f, expr] does.  One process does all the work.

   >>> ParallelMap[Prime, {1, 2, 3}]
   {2, 3, 5} *)
ParallelMap[f_, expr_, options___Rule] := Map[f, expr]
ParallelMap[f_, expr_, levels_, options___Rule] := Map[f, expr, levels]


(* ParallelTable[e, {i, n}, ...] gives what Table[e, {i, n}, ...] does.  One process does all the work.

   >>> ParallelTable[i^2, {i, 3}]
   {1, 4, 9} *)
SetAttributes[ParallelTable, HoldAll]
ParallelTable[body_, iterators__, Shortest[options___Rule]] := Table[body, iterators]


(* ParallelDo[e, {i, n}, ...] does what Do[e, {i, n}, ...] does.  One process does all the work.

   >>> total = 0; ParallelDo[total += i, {i, 4}]; total
   10 *)
SetAttributes[ParallelDo, HoldAll]
ParallelDo[body_, iterators__, Shortest[options___Rule]] := Do[body, iterators]


(* ParallelSum[e, {i, n}, ...] gives what Sum[e, {i, n}, ...] does.  One process does all the work.

   >>> ParallelSum[i, {i, 4}]
   10 *)
SetAttributes[ParallelSum, HoldAll]
ParallelSum[body_, iterators__, Shortest[options___Rule]] := Sum[body, iterators]
