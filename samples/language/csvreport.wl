(* A report from a table of sales: CSV text to associations, grouped, summed and shown in columns. *)
csv = "date,region,product,units,price
2024-01-03,North,apple,10,0.50
2024-01-04,South,pear,4,0.80
2024-01-10,North,pear,6,0.75
2024-02-01,South,apple,12,0.45
2024-02-11,East,\"fig, dried\",3,2.50
2024-02-12,North,apple,20,0.50";

{header, rows} = {First[#], Rest[#]} &[ImportString[csv, "CSV"]];
sales = AssociationThread[header, #] & /@ rows;
sales = Append[#, "total" -> #units*#price] & /@ sales;

Print["rows: ", Length[sales], ", columns: ", StringRiffle[header, " "]];
Print["products: ", Union[sales[[All, "product"]]]];

byRegion = KeySort[GroupBy[sales, Key["region"] -> Key["total"], Total]];
Print["by region: ", byRegion];
Print["best month: ", First[Keys[ReverseSort[GroupBy[sales, StringTake[#date, 7] & -> (#units &), Total]]]]];

pad[x_String, n_] := StringPadRight[x, n]
pad[x_Integer, n_] := StringPadLeft[ToString[x], n]
pad[x_Real, n_] := StringPadLeft[ToString[NumberForm[x, {10, 2}]], n]

line[cells_] := Print[StringJoin[MapThread[pad, {cells, {8, 12, 6, 8}}]]];
line[{"region", "product", "units", "total"}];
Print[StringRepeat["-", 34]];
Scan[line[Lookup[#, {"region", "product", "units", "total"}]] &, SortBy[sales, {#region &, -#units &}]];
Print[StringRepeat["-", 34]];
line[{"all", "", Total[sales[[All, "units"]]], Total[Lookup[sales, "total"]]}];

cheap = Select[sales, #price < 0.6 &];
Print["cheap ones: ", Length[cheap], " of ", Length[sales], ", mean units ", Mean[cheap[[All, "units"]]]];
