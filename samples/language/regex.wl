(* Regular expressions by derivatives: the derivative of a language by a letter holds what may follow the letter. *)
ClearAll[seq, alt, star]
(* empty is the language of no word, one that of the word without letters *)
seq[empty, _] := empty
seq[_, empty] := empty
seq[one, r_] := r
seq[r_, one] := r
alt[empty, r_] := r
alt[r_, empty] := r
alt[r_, r_] := r
SetAttributes[alt, {Orderless}]
star[star[r_]] := star[r]
star[one | empty] := one

nullable[empty | _String] := False
nullable[one | _star] := True
nullable[seq[a_, b_]] := nullable[a] && nullable[b]
nullable[alt[a_, b_]] := nullable[a] || nullable[b]

derivative[empty | one, _] := empty
derivative["." , _] := one
derivative[c_String, c_] := one
derivative[_String, _] := empty
derivative[alt[a_, b_], c_] := alt[derivative[a, c], derivative[b, c]]
derivative[seq[a_, b_], c_] := alt[seq[derivative[a, c], b], If[nullable[a], derivative[b, c], empty]]
derivative[r : star[a_], c_] := seq[derivative[a, c], r]

parse[s_String] := Module[{rest = Characters[s], union, chain, item, atom},
  union[] := Module[{r = chain[]}, If[rest =!= {} && First[rest] === "|", rest = Rest[rest]; alt[r, union[]], r]];
  chain[] := Module[{r = one}, While[rest =!= {} && FreeQ["|" | ")", First[rest]], r = seq[r, item[]]]; r];
  item[] := Module[{r = atom[]},
    While[MatchQ[rest, {"*" | "+" | "?", ___}],
      r = Switch[First[rest], "*", star[r], "+", seq[r, star[r]], "?", alt[r, one]];
      rest = Rest[rest]];
    r];
  atom[] := Module[{c = First[rest], r},
    rest = Rest[rest];
    If[c === "(", r = union[]; rest = Rest[rest]; r, c]];
  union[]]

matchQ[regex_String, text_String] := nullable[Fold[derivative, parse[regex], Characters[text]]]

Print[InputForm[parse["ab*|c"]]];
Print[InputForm[derivative[parse["(ab)*"], "a"]]];
words = {"", "a", "ab", "abb", "ba", "abab", "aab", "c", "abc", "bbb"};
Do[Print[regex, ": ", Select[words, matchQ[regex, #] &], " ",
    AllTrue[words, matchQ[regex, #] === StringMatchQ[#, RegularExpression[regex]] &]],
  {regex, {"ab*", "(a|b)*", "a?b+", "(ab)+", ".", ".*b.", "a*b*|c", "(a|ab)(c|b)*"}}];

(* The automaton: states are the derivatives that differ. *)
states[r_] := FixedPoint[Union[#, Flatten[Outer[derivative, #, {"a", "b"}, 1]]] &, {r}]
Print["states: ", Length[states[parse[#]]] & /@ {"ab*", "(ab)*", "(a|b)*"}];
