(* Pictures of bars, eight by eight: an autoencoder learns to keep them in two numbers. *)
SeedRandom[3];
bar[x_, y_] := Table[Exp[-((i - x)^2 + (j - y)^2)/3.], {i, 8}, {j, 8}];
data = Table[bar @@ RandomReal[{2, 7}, 2], 600];

encoder = NetChain[{FlattenLayer[], 32, Tanh, 2}, "Input" -> {8, 8}];
decoder = NetChain[{32, Tanh, 64, ReshapeLayer[{8, 8}]}, "Input" -> 2];
net = NetGraph[<|"encoder" -> encoder, "decoder" -> decoder, "loss" -> MeanSquaredLossLayer[]|>,
  {NetPort["Input"] -> "encoder" -> "decoder" -> NetPort["loss", "Input"], NetPort["Input"] -> NetPort["loss", "Target"]}];
results = NetTrain[net, <|"Input" -> data|>, All, MaxTrainingRounds -> 150, LearningRate -> 0.01, RandomSeeding -> 1];
trained = results["TrainedNet"];

code = NetTake[trained, "encoder"];
Print["two numbers say it all: ", Dimensions[code[bar[3, 5]]]];
Print["the loss has fallen below a tenth: ", Last[results["RoundLossList"]] < First[results["RoundLossList"]]/10];
rebuilt = trained[<|"Input" -> bar[3, 5]|>, NetPort["decoder"]];
Print["brightest where the bar was: ", First[Position[rebuilt, Max[rebuilt]]]];
