(* Monitor[expr, shown] gives the value of expr; where the display can do that, shown is kept up to date meanwhile.

   >>> Monitor[Total[Table[i^2, {i, 3}]], i]
   14 *)
SetAttributes[Monitor, HoldAll]
Monitor[expr_, shown_, wait___] := expr


(* Setting[expr] gives expr with the present values in place of Dynamic objects and controls.

   >>> x = 3; {Setting[Dynamic[x]], Setting[{Slider[Dynamic[x], {0, 10}], Checkbox[True]}]}
   {3, {3, True}} *)
Setting[expr_] := expr //. {
  Dynamic[x_, ___] :> x,
  DynamicModule[vars_, body_, ___] :> Module[vars, Setting[body]],
  (Slider | VerticalSlider | Slider2D | IntervalSlider | Checkbox | Opener | ColorSlider | ColorSetter | InputField |
    PopupMenu | SetterBar | Setter | RadioButton | RadioButtonBar | Toggler | TogglerBar | CheckboxBar | ListPicker |
    Animator | Manipulator | Locator | LocatorPane | Trigger | ProgressIndicator)[x_, ___] :> x}
