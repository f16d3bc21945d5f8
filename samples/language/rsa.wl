(* RSA with small numbers: keys, messages as numbers, signatures, and breaking it by factoring. *)
makeKeys[p_?PrimeQ, q_?PrimeQ, e_ : 65537] /; p =!= q := With[{n = p q, phi = (p - 1) (q - 1)},
  <|"public" -> {n, e}, "private" -> {n, PowerMod[e, -1, phi]}|>]
makeKeys::notprime = "`1` and `2` have to be different primes.";
makeKeys[p_, q_, ___] := (Message[makeKeys::notprime, p, q]; $Failed)

crypt[{n_, k_}][m_Integer] := PowerMod[m, k, n]
encode[s_String] := FromDigits[ToCharacterCode[s], 256]
decode[m_Integer] := FromCharacterCode[IntegerDigits[m, 256]]

keys = makeKeys[NextPrime[10^9], NextPrime[10^9, 2]];
Print["modulus ", keys["public"][[1]], " with ", BitLength[First[keys["public"]]], " bits"];
message = encode["Hello!"];
secret = crypt[keys["public"]][message];
Print[message, " becomes ", secret];
Print[decode[crypt[keys["private"]][secret]]];
signature = crypt[keys["private"]][encode["Bob"]];
Print["signed by Bob: ", decode[crypt[keys["public"]][signature]] === "Bob"];

(* Euclid's extended algorithm by hand *)
euclid[a_, 0] := {a, {1, 0}}
euclid[a_, b_] := With[{r = euclid[b, Mod[a, b]]}, {r[[1]], {r[[2, 2]], r[[2, 1]] - Quotient[a, b] r[[2, 2]]}}]
Print[euclid[240, 46], " ", ExtendedGCD[240, 46]];
Print["inverse: ", Mod[euclid[17, 3120][[2, 1]], 3120], " ", PowerMod[17, -1, 3120]];

broken = makeKeys @@ Append[FactorInteger[First[keys["public"]]][[All, 1]], 65537];
Print["broken: ", broken === keys];
Print[Quiet[makeKeys[15, 7]], " ", Check[makeKeys[7, 7], "the same prime twice", makeKeys::notprime] // Quiet];

power[b_, e_, n_] := Fold[Mod[If[#2 == 1, #1^2 b, #1^2], n] &, 1, IntegerDigits[e, 2]]
Print[power[7, 560, 561], " ", power[3, 10^30, 10^9 + 7], " ", power[3, 10^30, 10^9 + 7] == PowerMod[3, 10^30, 10^9 + 7]];
carmichael = Select[Range[3, 3000, 2], ! PrimeQ[#] && Divisible[# - 1, CarmichaelLambda[#]] &];
Print["Carmichael numbers: ", carmichael];
Print[ChineseRemainder[{2, 3, 2}, {3, 5, 7}], " ", MultiplicativeOrder[10, 7], " ", JacobiSymbol[5, 21]];
