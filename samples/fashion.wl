(* LeNet tells clothes apart: ten kinds, 28 by 28 pixels each, of which we learn from a third.  On Debian and Ubuntu
     apt install dataset-fashion-mnist
   brings the pictures; elsewhere ?ResourceData says where they belong. *)
kinds = {"T-shirt", "trousers", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "boot"};
named[part_] := Map[First[#] -> kinds[[Last[#] + 1]] &, ResourceData["FashionMNIST", part]];

lenet = NetChain[{ConvolutionLayer[20, 5], Ramp, PoolingLayer[2, 2], ConvolutionLayer[50, 5], Ramp, PoolingLayer[2, 2],
    FlattenLayer[], 500, Ramp, DropoutLayer[0.5], 10, SoftmaxLayer[]},
  "Input" -> NetEncoder[{"Image", {28, 28}, "Grayscale"}], "Output" -> NetDecoder[{"Class", kinds}]];

show[test_] := Module[{trained, measured},
  SeedRandom[1];
  trained = NetTrain[lenet, RandomSample[named["TrainingData"], 20000], MaxTrainingRounds -> 5, RandomSeeding -> 1];
  measured = ClassifierMeasurements[trained, test];
  Print["of ", Length[test], " pictures held back, right are ", Round[measured["Accuracy"], 0.001]];
  Print["commonest mistakes: ", measured["TopConfusions" -> 3]];
  Print["kinds told best: ", TakeLargest[measured["F1Score"], 3]]];

test = Quiet[named["TestData"]];
If[ListQ[test], show[test], Print["Fashion-MNIST is not on this machine: apt install dataset-fashion-mnist"]];
