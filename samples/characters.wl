(* A net of long short-term memory learns a verse by heart, character by character, and says it. *)
text = "the quick brown fox jumps over the lazy dog and the dog sleeps on. ";
alphabet = Union[Characters[text]];
long = StringJoin[ConstantArray[text, 12]];
pairs = Table[StringTake[long, {i, i + 29}] -> StringTake[long, {i + 1, i + 30}], {i, 1, 300, 3}];

net = NetChain[{UnitVectorLayer[Length[alphabet]], LongShortTermMemoryLayer[64], NetMapOperator[LinearLayer[Length[alphabet]]],
   SoftmaxLayer[]}, "Input" -> NetEncoder[{"Characters", alphabet}], "Output" -> {"Varying", Length[alphabet]}];
targets = NetEncoder[{"Characters", alphabet}];
trained = NetTrain[net, Map[First[#] -> targets[Last[#]] &, pairs], MaxTrainingRounds -> 60, LearningRate -> 0.01, RandomSeeding -> 2];

(* one character at a time, each the likeliest after those before it *)
speaker = NetStateObject[trained];
next[said_] := alphabet[[First[Ordering[Last[speaker[said]], -1]]]];
Print["the quick", StringJoin[NestList[next, next["the quick"], 48]]];
