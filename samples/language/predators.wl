(* Predators and prey (Lotka-Volterra), by Euler's method and that of Runge and Kutta. *)
ClearAll["Global`*"];
{a, b, c, d} = {1.1, 0.4, 0.1, 0.4};
f[{x_, y_}] := {a x - b x y, c x y - d y}

euler[h_][v_] := v + h f[v]
rk4[h_][v_] := Module[{k1, k2, k3, k4},
  k1 = f[v];
  k2 = f[v + h k1/2];
  k3 = f[v + h k2/2];
  k4 = f[v + h k3];
  v + h (k1 + 2 k2 + 2 k3 + k4)/6
]

(* what stays the same along a solution *)
invariant[{x_, y_}] := c x - d Log[x] + b y - a Log[y]

start = {10., 5.};
Print["start ", start, ", invariant ", invariant[start]];
Do[
  With[{path = NestList[method[0.01], start, 2000]},
    Print[method, ": at 20 ", Last[path], ", drift below ", SelectFirst[10.^-Range[12, 0, -1], Abs[invariant[Last[path]] - invariant[start]] < # &]]],
  {method, {euler, rk4}}];

path = NestList[rk4[0.02], start, 1500];
{prey, predators} = Transpose[path];
peaks = 0.02 (Flatten[Position[Partition[prey, 3, 1], {l_, m_, r_} /; l < m && m > r]]);
Print["peaks of the prey at ", peaks];
Print["least and most prey: ", MinMax[prey]];
Print["means over one period: ", Mean[path[[Round[peaks[[1]]/0.02] + 1 ;; Round[peaks[[2]]/0.02]]]], ", the equilibrium is ", {d/c, a/b}];

order = Table[Norm[Nest[rk4[1./n], start, n] - Nest[rk4[1./512], start, 512]], {n, {8, 16, 32}}];
Print["order of the method: ", Round[-Log2[Ratios[order]]]];
