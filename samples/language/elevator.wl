(* An elevator as a state machine: its state is changed by events, what it does is a trace. *)
initial = <|"floor" -> 0, "doors" -> "closed", "direction" -> None, "calls" -> {}|>;

event[s_, call[n_]] := MapAt[Union[#, {n}] &, s, "calls"]
event[s_, tick] /; s["doors"] === "open" := <|s, "doors" -> "closed"|>
event[s_, tick] /; MemberQ[s["calls"], s["floor"]] :=
  <|s, "doors" -> "open", "calls" -> DeleteCases[s["calls"], s["floor"]]|>
event[s_, tick] /; s["calls"] === {} := <|s, "direction" -> None|>
event[s_, tick] := With[{direction = direct[s]},
  <|s, "direction" -> direction, "floor" -> s["floor"] + Switch[direction, up, 1, down, -1]|>]

direct[s_] := With[{above = AnyTrue[s["calls"], GreaterThan[s["floor"]]], below = AnyTrue[s["calls"], LessThan[s["floor"]]]},
  Switch[{s["direction"], above, below},
    {up, True, _}, up,
    {down, _, True}, down,
    {_, True, _}, up,
    {_, _, True}, down]]

show[s_] := StringTemplate["`floor``mark` `calls`"][<|s, "mark" -> If[s["doors"] === "open", "*", ""]|>]

events = {call[3], tick, call[1], tick, tick, call[0], tick, tick, call[5], tick, tick, tick, tick, tick, tick, tick, tick, tick, tick, tick, tick};
states = FoldList[event, initial, events];
Print[Column[show /@ DeleteDuplicates[states]]];
Print["stops: ", Cases[Partition[states, 2, 1], {KeyValuePattern["doors" -> "closed"], KeyValuePattern[{"doors" -> "open", "floor" -> n_}]} :> n]];
Print["floors passed: ", Total[Abs[Differences[Lookup[states, "floor"]]]]];
Print["directions: ", First /@ Split[Lookup[states, "direction"]]];
Print["at rest: ", Last[states] === <|Last[states], "calls" -> {}|>, " ", Last[states]["floor"]];
