(* A small transformer learns to say words backwards: two blocks of attention and of a layer for every place. *)
SeedRandom[1];
letters = CharacterRange["a", "h"];  n = 6;  width = 32;
word[] := RandomChoice[letters, n];
pairs = Table[With[{w = word[]}, StringJoin[w] -> Flatten[Position[letters, #] & /@ Reverse[w]]], 1500];

attention = NetGraph[<|"key" -> NetMapOperator[width], "value" -> NetMapOperator[width], "query" -> NetMapOperator[width],
    "attention" -> AttentionLayer["Dot", "MultiHead" -> False]|>,
  {NetPort["Input"] -> {"key", "value", "query"}, "key" -> NetPort["attention", "Key"],
   "value" -> NetPort["attention", "Value"], "query" -> NetPort["attention", "Query"]}];
residual[net_] := NetGraph[<|"net" -> net, "sum" -> TotalLayer[], "norm" -> NormalizationLayer[2]|>,
  {NetPort["Input"] -> "net", {NetPort["Input"], "net"} -> "sum" -> "norm"}];
block = {residual[attention], residual[NetMapOperator[NetChain[{64, Ramp, width}]]]};

places = NetArrayLayer["Output" -> {n, width}];
net = NetChain[<|"letters" -> EmbeddingLayer[width, Length[letters]],
    "places" -> NetGraph[<|"places" -> places, "sum" -> TotalLayer[]|>, {{NetPort["Input"], "places"} -> "sum"}],
    "first" -> NetChain[block], "second" -> NetChain[block], "last" -> NetMapOperator[Length[letters]], "soft" -> SoftmaxLayer[]|>,
  "Input" -> NetEncoder[{"Characters", letters, "TargetLength" -> n}]];
trained = NetTrain[net, pairs, MaxTrainingRounds -> 25, LearningRate -> 0.003, BatchSize -> 32, RandomSeeding -> 1];

say[w_] := StringJoin[letters[[First[Ordering[#, -1]]]] & /@ trained[w]];
Print["bedcaf backwards: ", say["bedcaf"]];
fresh = Table[StringJoin[word[]], 200];
Print["more than 95 of 100 new words are right: ", Mean[Boole[say[#] === StringReverse[#]] & /@ fresh] > 0.95];
