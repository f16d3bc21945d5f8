(* A first walk through neural nets: layers, containers, coders and training.
   Run it with    luperca samples/primer.wl
   or, to see every input beside its result,    luperca --transcript samples/primer.wl
   What it prints stands in primer.txt. *)

section[title_] := Print["\n== ", title, " =="]

(* ---- Layers ------------------------------------------------------------------------------------------------------ *)

section["Layers"]

(* A layer is a function of arrays.  This one takes the hyperbolic tangent of every element ... *)
elem = ElementwiseLayer[Tanh];
Print[elem]
Print[elem[{1, 2, 3}]]

(* ... and gives what the function of the language gives. *)
Print[N[Tanh[{1, 2, 3}]]]

(* Layers know their derivatives.  The gradient by the input, in the single precision that nets work in, and the
   derivative worked out symbolically, in double precision: *)
Print[elem[{1, 2, 3}, NetPortGradient["Input"]]]
Print[D[Tanh[x], x] /. x -> {1., 2., 3.}]

(* Shapes are inferred from what is known: here the output's from the input's. *)
Print[ElementwiseLayer[Tanh, "Input" -> {4, 32}]]

(* Some layers have arrays that can be learned.  At first these have no values. *)
dot = LinearLayer[3, "Input" -> 2];
Print[dot]
Print[NetExtract[dot, "Weights"]]

(* NetInitialize gives them random values. *)
dot2 = NetInitialize[dot];
weights = NetExtract[dot2, "Weights"];
Print["weights of dimensions ", Dimensions[weights], ", all different: ", Length[Union[Flatten[weights]]] == 6]

(* A layer may have several inputs, which are given by name. *)
msloss = MeanSquaredLossLayer[];
Print[msloss]
Print[msloss[<|"Input" -> {1, 2, 3}, "Target" -> {4, 0, 4}|>]]

(* The layers that the language names: *)
? *Layer

(* A linear layer is a matrix product and a sum, no more: *)
linear[data_, weight_, bias_] := weight . data + bias
layer = NetInitialize[LinearLayer[2, "Input" -> 3]];
Print[Information[layer]]
difference = layer[{2, 10, 3}] - linear[{2, 10, 3}, NetExtract[layer, "Weights"], NetExtract[layer, "Biases"]];
Print["the same numbers: ", Max[Abs[difference]] < 10^-5]

(* ---- Chains ------------------------------------------------------------------------------------------------------ *)

section["Chains"]

(* Layers one after the other are a chain: a net that is applied like a layer. *)
net = NetChain[{ElementwiseLayer[Tanh], ElementwiseLayer[LogisticSigmoid]}];
Print[net]
f[x_] := LogisticSigmoid[Tanh[x]]
data = {1., 2., 3.};
Print[net[data]]
Print[f[data]]

(* Chains can be nested, and lists may be written with angle brackets as well. *)
Print[NetChain[{NetChain[{LinearLayer[]}]}]]
Print[NetChain[<ElementwiseLayer[Tanh], LogisticSigmoid>][data]]

(* ---- Graphs ------------------------------------------------------------------------------------------------------ *)

section["Graphs"]

(* A graph has several inputs and joins layers by edges; this one adds what two layers give. *)
net = NetGraph[
  {ElementwiseLayer[Tanh], ElementwiseLayer[LogisticSigmoid], TotalLayer[]},
  {NetPort["Input1"] -> 1, NetPort["Input2"] -> 2, {1, 2} -> 3}
];
Print[net]
func = (Tanh[#Input1] + LogisticSigmoid[#Input2]) &;
data = <|"Input1" -> {0.1, -2.4}, "Input2" -> {-1.2, 3.4}|>;
Print[net[data]]
Print[func[data]]
Print[net[data, NetPortGradient["Input1"]]]

(* ---- Encoders and decoders --------------------------------------------------------------------------------------- *)

section["Encoders and decoders"]

(* An encoder makes arrays of other data, here of images in 12 by 12 grey pixels. *)
imageenc = NetEncoder[{"Image", {12, 12}, "ColorSpace" -> "Grayscale"}];
Print[imageenc]

(* Anything that is no image is drawn first.  The digit 3, dark pixels shown as #: *)
digit = First[imageenc[3]];
Print[StringRiffle[Map[If[# < 0.5, "#", "."] &, digit, {2}], "\n", ""]]

(* Images come from files. *)
flower = imageenc[File[FindFile["ExampleData/coneflower.jpg"]]];
Print["a flower of dimensions ", Dimensions[flower], ", values from 0 to 1: ", Min[flower] >= 0 && Max[flower] <= 1]

(* A decoder turns probabilities into labels. *)
dec = NetDecoder[{"Class", {"dog", "cat"}}];
Print[dec]
Print[dec[{0.1, 0.9}]]
Print[dec[{0.1, 0.9}, "Probabilities"]]

(* Attached to the output of a net, it is applied by itself. *)
soft = SoftmaxLayer["Output" -> NetDecoder[{"Class", {"dog", "cat"}}]];
Print[soft]
Print[soft[{44, 41}]]
Print[soft[{44, 41}, "Probabilities"]]

(* ---- Training ---------------------------------------------------------------------------------------------------- *)

section["Training"]

(* A net to train has one output, the loss.  This one fits a line to four points. *)
data = {{1} -> {1.9}, {2} -> {4.1}, {3} -> {6.0}, {4} -> {8.1}};
net = NetInitialize[NetGraph[{LinearLayer[1], MeanSquaredLossLayer[]}, {1 -> 2}, "Input" -> {1}]];
Print[net]

(* Before training the loss at a point is what the initial weight and bias give: *)
{{w}} = NetExtract[net, {1, "Weights"}];
{b} = NetExtract[net, {1, "Biases"}];
loss = net[<|"Input" -> {2}, "Target" -> {4.1}|>];
Print["(2 w + b - 4.1)^2: ", Abs[loss - (2 w + b - 4.1)^2] < 10^-4]

(* Training makes it small: the line of least squares is 2.05 x - 0.1, and its loss there 0.01. *)
trained = NetTrain[net, data];
Print[trained]
Print["weight ", Round[NetExtract[trained, {1, "Weights"}], 0.001]]
Print["loss ", Round[trained[<|"Input" -> {2}, "Target" -> {4.1}|>], 0.0001]]
