(* Two spirals, wound around each other: which one is a point on? *)
SeedRandom[1];
spiral[phase_, name_] := Table[t {Cos[4 t + phase], Sin[4 t + phase]} + RandomReal[{-0.03, 0.03}, 2] -> name, {t, 0.2, 2, 0.006}];
data = Join[spiral[0, "one"], spiral[Pi, "other"]];

net = NetChain[{32, Tanh, 32, Tanh, 2, SoftmaxLayer[]}, "Input" -> 2];
results = NetTrain[net, data, All, MaxTrainingRounds -> 300, LearningRate -> 0.01, ValidationSet -> Scaled[0.2], RandomSeeding -> 1];
trained = results["TrainedNet"];

Print["examples held back: ", results["ValidationExamples"]];
Print["of which more than 98% are right: ", Last[results["ValidationMeasurementsLists"]["ErrorRate"]] < 0.02];
Print["the middle of the first arm: ", trained[1.1 {Cos[4.4], Sin[4.4]}]];
Print["half a turn further: ", trained[1.1 {Cos[4.4 + Pi], Sin[4.4 + Pi]}]];
