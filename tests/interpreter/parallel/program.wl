f[x_] := x^2 + c;
c = 1;
Print[ParallelMap[f, Range[7]]]
Print[ParallelEvaluate[$KernelID]]
Print[ParallelSum[i, {i, 100}]]
Print[Check[ParallelDo[Print[i]; 1/(i - 2), {i, 2}], bad]]
Print[WaitAll[{ParallelSubmit[1 + 1]}]]
