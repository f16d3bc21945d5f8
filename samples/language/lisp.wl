(* An interpreter of a small Lisp: S-expressions become lists, environments are associations. *)
BeginPackage["Lisp`"];
lispRead::usage = "lispRead[\"text\"] gives the expressions in a text.";
lispRun::usage = "lispRun[\"text\"] evaluates all of them and gives the last value.";
lispShow::usage = "lispShow[value] writes a value.";
Begin["`Private`"];

lispRead[text_String] := Module[{tokens = StringCases[text, {"(" | ")" | "'", Except[WhitespaceCharacter | "(" | ")" | "'"] ..}], i = 1, read},
  read[] := Module[{t = tokens[[i++]], list = {}},
    Which[
      t === "(",
        While[tokens[[i]] =!= ")", AppendTo[list, read[]]]; i++; list,
      t === "'", {sym["quote"], read[]},
      StringMatchQ[t, NumberString], ToExpression[t],
      True, sym[t]]];
  First[Last[Reap[While[i <= Length[tokens], Sow[read[]]]]], {}]]

globals = <|"+" -> Plus, "*" -> Times, "-" -> (#1 - Plus[##2] &), "/" -> Divide, "=" -> SameQ, "<" -> Less, ">" -> Greater,
  "car" -> First, "cdr" -> Rest, "cons" -> (Prepend[#2, #1] &), "list" -> List, "null?" -> (# === {} &), "mod" -> Mod|>;

eval[sym[name_], env_] := Lookup[env, name, Lookup[globals, name, Throw["unbound: " <> name, "lisp"]]]
eval[{sym["quote"], x_}, _] := x
eval[{sym["if"], test_, yes_, no_}, env_] := If[TrueQ[eval[test, env]], eval[yes, env], eval[no, env]]
eval[{sym["define"], sym[name_], value_}, env_] := (globals[name] = eval[value, env]; sym[name])
eval[{sym["define"], {sym[name_], args___}, body_}, env_] := (globals[name] = closure[{args}, body, env]; sym[name])
eval[{sym["lambda"], args_List, body_}, env_] := closure[args, body, env]
eval[{sym["let"], bindings_, body_}, env_] := eval[body, Join[env, Association[#[[1, 1]] -> eval[#[[2]], env] & /@ bindings]]]
eval[{sym["and"], xs___}, env_] := AllTrue[{xs}, eval[#, env] &]
eval[{f_, args___}, env_] := call[eval[f, env], eval[#, env] & /@ {args}]
eval[x_, _] := x

call[closure[params_, body_, env_], args_] := eval[body, Join[env, AssociationThread[params[[All, 1]], args]]]
call[f_, args_] := f @@ args

lispRun[text_String] := Catch[Last[eval[#, <||>] & /@ lispRead[text]], "lisp"]

lispShow[l_List] := "(" <> StringRiffle[lispShow /@ l] <> ")"
lispShow[sym[name_]] := name
lispShow[_closure] := "#<procedure>"
lispShow[b : True | False] := If[b, "#t", "#f"]
lispShow[x_] := ToString[x, InputForm]

End[];
EndPackage[];

Print[lispRead["(a '(b 2))"]];
Print[lispRun::usage];
Scan[Print[lispShow[lispRun[#]]] &, {
  "(+ 1 (* 2 3))",
  "(define (fact n) (if (= n 0) 1 (* n (fact (- n 1))))) (fact 25)",
  "(define (map f l) (if (null? l) '() (cons (f (car l)) (map f (cdr l))))) (map (lambda (x) (* x x)) '(1 2 3))",
  "(define (adder n) (lambda (x) (+ x n))) ((adder 10) 5)",
  "(let ((a 2) (b 3)) (list a b (/ a b) (< a b)))",
  "(define (gcd a b) (if (= b 0) a (gcd b (mod a b)))) (gcd 1071 462)",
  "(lambda (x) x)",
  "(car '((p q) r))",
  "(and (= 1 1) (> 2 3))",
  "(+ 1 oops)"}];
