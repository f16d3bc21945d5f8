(* A shop with one till: customers come at given times, wait in a queue and are served. *)
customers = MapThread[<|"name" -> #1, "comes" -> #2, "needs" -> #3|> &,
  {CharacterRange["A", "H"], {0, 1, 2, 8, 9, 9, 20, 21}, {4, 3, 1, 2, 5, 1, 3, 2}}];

serve[state_, c_] := With[{start = Max[state["free"], c["comes"]]},
  <|"free" -> start + c["needs"], "log" -> Append[state["log"], <|c, "start" -> start, "leaves" -> start + c["needs"], "waits" -> start - c["comes"]|>]|>]

log = Fold[serve, <|"free" -> 0, "log" -> {}|>, customers]["log"];
columns = {"name", "comes", "start", "leaves", "waits"};
Print[TableForm[Prepend[Lookup[log, #] & /@ columns // Transpose, columns]]];
Print["mean time of waiting: ", Mean[log[[All, "waits"]]] // InputForm];
Print["longest: ", First[MaximalBy[log, #waits &]]["name"]];

(* How many are in the shop at every moment? *)
inside[t_] := Count[log, a_ /; a["comes"] <= t < a["leaves"]]
Print["in the shop: ", inside /@ Range[0, 24]];
gaps = MapThread[#2["start"] - #1["leaves"] &, {Most[log], Rest[log]}];
Print["the till is idle for ", Total[gaps], " of ", Last[log]["leaves"]];

(* Two tills: whoever is free first *)
two = Reap[Fold[
    Function[{free, c}, Module[{k = First[Ordering[free, 1]], start},
      start = Max[free[[k]], c["comes"]];
      Sow[start - c["comes"], k];
      ReplacePart[free, k -> start + c["needs"]]]],
    {0, 0}, customers], _, Rule];
Print["with two tills: ", two];
