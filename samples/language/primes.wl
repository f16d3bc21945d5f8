(* Primes by the sieve of Eratosthenes, perfect numbers, Goldbach's conjecture and the like. *)
sieve[n_Integer] := Module[{prime = ConstantArray[True, n]},
  prime[[1]] = False;
  For[i = 2, i^2 <= n, i++,
    If[prime[[i]], Do[prime[[k]] = False, {k, i^2, n, i}]]];
  Flatten[Position[prime, True]]
]

primes = sieve[1000];
Print["below 1000: ", Length[primes], ", the last ones ", primes[[-5 ;;]]];
Print["as Prime and PrimePi have them: ", primes === Prime[Range[PrimePi[1000]]]];
Print["in one line: ", Complement[Range[2, 60], Flatten[Outer[Times, Range[2, 30], Range[2, 30]]]]];

twins = Select[Partition[primes, 2, 1], Apply[#2 - #1 == 2 &]];
Print["twins: ", Length[twins], ", ", Take[twins, 4]];
Print["gaps: ", KeySort[Counts[Differences[primes]]] // Normal];

perfectQ[n_] := DivisorSigma[1, n] == 2 n
Print["perfect: ", Select[Range[10000], perfectQ]];
Print["by Euclid: ", 2^(# - 1) (2^# - 1) & /@ Select[Range[20], PrimeQ[2^# - 1] &]];
abundance = GroupBy[Range[100], Sign[Total[Most[Divisors[#]]] - #] &, Length];
Print["deficient, perfect, abundant: ", Lookup[abundance, {-1, 0, 1}]];
amicable = Select[Range[3000], With[{m = DivisorSigma[1, #] - #}, m > # && DivisorSigma[1, m] - m == #] &];
Print["amicable: ", {#, DivisorSigma[1, #] - #} & /@ amicable];

goldbach[n_?EvenQ] := Cases[primes, p_ /; 2 p <= n && PrimeQ[n - p] :> {n - p, p}]
Print["100 is ", goldbach[100]];
Print["in one way only: ", Select[Range[4, 200, 2], Length[goldbach[#]] == 1 &]];
Print[FactorInteger[2^32 + 1], " ", EulerPhi[360], " ", MoebiusMu[Range[10]], " ", PrimeOmega[360]];
wheel = Mod[primes, 30] // DeleteCases[2 | 3 | 5] // Union;
Print["modulo 30: ", wheel, " ", CoprimeQ[30, Rest[wheel]]];
