(* Two nets against each other: one makes points, the other tells them from those of three clusters. *)
SeedRandom[2];
centers = {{1, 0}, {-1, 1}, {0, -1}};
sample[n_] := RandomChoice[centers, n] + RandomVariate[NormalDistribution[0, 0.1], {n, 2}];

generator = NetChain[{32, Ramp, 32, Ramp, 2}, "Input" -> 4];
discriminator = NetChain[{32, Ramp, 32, Ramp, 1, PartLayer[1], LogisticSigmoid}, "Input" -> 2];
batch = <|"Sample" -> sample[#BatchSize], "Latent" -> RandomReal[{-1, 1}, {#BatchSize, 4}]|> &;
trained = NetTrain[NetGANOperator[{generator, discriminator}], {batch, "RoundLength" -> 6400}, BatchSize -> 64,
  TrainingUpdateSchedule -> {"Discriminator", "Generator"}, Method -> {"ADAM", "Beta1" -> 0.5, "LearningRate" -> 0.001},
  MaxTrainingRounds -> 16, RandomSeeding -> 4];

points = NetExtract[trained, "Generator"][RandomReal[{-1, 1}, {500, 4}]];
nearest[p_] := First[Ordering[Map[Norm[p - #] &, centers], 1]];
distances = Map[Min[Map[Function[c, Norm[# - c]], centers]] &, points];
Print["most points lie in a cluster: ", Mean[Boole[# < 0.4] & /@ distances] > 0.6];
Print["clusters that are found: ", Length[Select[Tally[nearest /@ points], Last[#] > 25 &]]];
