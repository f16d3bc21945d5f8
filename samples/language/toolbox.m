(* A small package: statistics with options, messages and private helpers. *)
BeginPackage["Toolbox`"]

Toolbox::usage = "Toolbox is a package of small statistics.";
summarize::usage = "summarize[list] gives an association of statistics of a list of numbers.";
trimmed::usage = "trimmed[list, n] gives the mean without the n smallest and greatest.";
normalize::usage = "normalize[list] scales a list to the range from 0 to 1.";

summarize::empty = "There is nothing in `1` to summarize.";
trimmed::few = "Of `1` numbers, `2` cannot be left out on both sides.";

Options[summarize] = {"Statistics" -> {"Mean", "Median"}, "Digits" -> Automatic, "Test" -> NumericQ};

Begin["`Private`"]

statistics = <|"Mean" -> Mean, "Median" -> Median, "Range" -> (Max[#] - Min[#] &), "Count" -> Length|>;

rounded[x_, Automatic] := x
rounded[x_, n_Integer] := Round[x, 10^-n] // N

summarize[list_List, opts : OptionsPattern[]] := Module[{good = Select[list, OptionValue["Test"]]},
  If[good === {}, Message[summarize::empty, list]; Return[$Failed]];
  AssociationMap[rounded[statistics[#][good], OptionValue["Digits"]] &, OptionValue["Statistics"]]]

trimmed[list_List, n_Integer : 1] /; 2 n < Length[list] := Mean[Sort[list][[n + 1 ;; -n - 1]]]
trimmed[list_List, n_Integer : 1] := (Message[trimmed::few, Length[list], n]; $Failed)

normalize[list_List] := Rescale[list]

End[]
EndPackage[]
