(* A ledger of bank accounts: transactions are checked by rules, messages say what is wrong. *)
BeginPackage["Ledger`"]

open::usage = "open[ledger, name] opens an account.";
post::usage = "post[ledger, transaction] gives the ledger after a transaction.";
balance::usage = "balance[ledger, name] gives what is in an account.";
statement::usage = "statement[ledger, name] lists what happened.";
deposit; withdraw; transfer; interest; emptyLedger;

Begin["`Private`"]

post::funds = "`1` has only `2`, not `3`.";
post::unknown = "There is no account `1`.";
post::amount = "`1` is no amount of money.";

emptyLedger = <||>
open[ledger_, name_String] := Append[ledger, name -> {}]
balance[ledger_, name_] := Total[Last /@ ledger[name]]

check[ledger_, name_, amount_ : 0, needed_ : 0] := Which[
  ! KeyExistsQ[ledger, name], Message[post::unknown, name]; Throw[ledger, "refused"],
  ! (NumericQ[amount] && NonNegative[amount]), Message[post::amount, amount]; Throw[ledger, "refused"],
  balance[ledger, name] < needed, Message[post::funds, name, balance[ledger, name], needed]; Throw[ledger, "refused"]]

add[ledger_, name_, entry_] := MapAt[Append[entry], ledger, Key[name]]

post[ledger_, t_] := Catch[apply[ledger, t], "refused"]
apply[ledger_, deposit[name_, amount_]] := (check[ledger, name, amount]; add[ledger, name, {"deposit", amount}])
apply[ledger_, withdraw[name_, amount_]] := (check[ledger, name, amount, amount]; add[ledger, name, {"withdrawal", -amount}])
apply[ledger_, transfer[from_, to_, amount_]] := (
  check[ledger, from, amount, amount]; check[ledger, to];
  Fold[add[#1, Sequence @@ #2] &, ledger, {{from, {"to " <> to, -amount}}, {to, {"from " <> from, amount}}}])
apply[ledger_, interest[rate_]] := Map[If[# === {}, #, Append[#, {"interest", Total[Last /@ #] rate}]] &, ledger]
apply[ledger_, ts_List] := Fold[post, ledger, ts]

statement[ledger_, name_] := Append[MapThread[{#1, #2, #3} &,
  {First /@ #, Last /@ #, Accumulate[Last /@ #]}], {"balance", "", Total[Last /@ #]}] &[ledger[name]]

End[]
EndPackage[]

bank = Fold[open, emptyLedger, {"ada", "bob", "eve"}];
bank = post[bank, {deposit["ada", 100], deposit["bob", 40], transfer["ada", "bob", 30], withdraw["bob", 55]}];
Print[balance[bank, #] & /@ Keys[bank]];
Print["refused: ", Quiet[post[bank, withdraw["ada", 500]]] === bank];
Quiet[Check[post[bank, transfer["ada", "zoe", 5]], Print["there is no zoe"], post::unknown]];
Quiet[Check[post[bank, deposit["ada", -5]], Print["not minus five"], {post::amount}]];
bank = post[bank, interest[1/10]];
Print[TableForm[statement[bank, "bob"]]];
Print["all: ", Total[balance[bank, #] & /@ Keys[bank]]];
Print[Context[post], " ", Names["Ledger`*"]];
