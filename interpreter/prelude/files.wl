(* FilePrint["file"] shows the text of a file.

   FilePrint["file", n] shows the first n lines, -n the last ones and m ;; n those from m to n.

   >>> f = CreateFile[]; Put[{1, 2}, f]; FilePrint[f]; DeleteFile[f]
   {1, 2} *)
FilePrint[file_] := FilePrint[file, All]
FilePrint[file_, lines_] := With[{text = Quiet[ReadString[file], ReadString::noopen]},
  If[StringQ[text],
    With[{all = StringSplit[StringDelete[text, "\n" .. ~~ EndOfString], "\n", All]},
      Print[StringRiffle[If[MatchQ[lines, _Integer], Take[all, Sign[lines] Min[Abs[lines], Length[all]]], all[[lines]]], "\n"]]],
    Message[FilePrint::noopen, file]; $Failed]
] /; MatchQ[lines, All | _Integer | _Span]
