(* DateObject[{y, m, d, h, min, s}] stands for a date and time, as exact as its list is long; DateObject[] for now.

   A date may also be a string, a number of seconds since 1900, or a date whose granularity is to change.
   TimeZone -> zone says where a time is meant, by hours or by name.  Dates are compared, and take and give quantities.

   >>> {DateObject[{2024, 2}], DateObject["5 Jan 2024"], DateObject[{2024, 2, 29}, "Year"][[1]]}
   {Feb 2024, Fri 5 Jan 2024, {2024}}

   >>> {DateObject[{2024, 2, 28}] + Quantity[2, "Days"], DateObject[{2024, 3, 1}] - DateObject[{2024, 1, 1}]}
   {Fri 1 Mar 2024, 60 days}

   >>> DateObject[{2024, 2, 28}] < DateObject[{2024, 2, 29}]
   True *)
DateObject /: date_DateObject + Quantity[x_, unit_] := DatePlus[date, Quantity[x, unit]]
DateObject /: date_DateObject + n_?NumberQ Quantity[x_, unit_] := DatePlus[date, Quantity[n x, unit]]
DateObject /: date_DateObject - other_DateObject := DateDifference[other, date]
DateObject /: Less[dates__DateObject] := Less @@ Map[AbsoluteTime, {dates}]
DateObject /: LessEqual[dates__DateObject] := LessEqual @@ Map[AbsoluteTime, {dates}]
DateObject /: Greater[dates__DateObject] := Greater @@ Map[AbsoluteTime, {dates}]
DateObject /: GreaterEqual[dates__DateObject] := GreaterEqual @@ Map[AbsoluteTime, {dates}]
DateObject /: Equal[dates__DateObject] := Equal @@ Map[AbsoluteTime, {dates}]
DateObject /: Max[dates__DateObject] := Last[SortBy[{dates}, AbsoluteTime]]
DateObject /: Min[dates__DateObject] := First[SortBy[{dates}, AbsoluteTime]]


(* MinDate[{date1, date2, ...}] gives the earliest date.

   >>> MinDate[{DateObject[{2024, 5}], DateObject[{2023, 7, 1}]}]
   Sat 1 Jul 2023 *)
MinDate[dates_List] := First[SortBy[dates, AbsoluteTime]]


(* MaxDate[{date1, date2, ...}] gives the latest date.

   >>> MaxDate[{DateObject[{2024, 5}], DateObject[{2023, 7, 1}]}]
   May 2024 *)
MaxDate[dates_List] := Last[SortBy[dates, AbsoluteTime]]


(* DateBounds[{date1, date2, ...}] gives the earliest and the latest date.

   >>> DateBounds[{DateObject[{2024, 5, 1}], DateObject[{2023, 7, 1}], DateObject[{2023, 9, 1}]}]
   {Sat 1 Jul 2023, Wed 1 May 2024} *)
DateBounds[dates_List] /; dates =!= {} := Through[{First, Last}[SortBy[dates, AbsoluteTime]]]


(* DateSelect[{date1, date2, ...}, crit] gives the dates for which crit is True.

   The criterion is given an association with the elements of the date, as "Year", "Month", "Day", "DayName".

   >>> DateSelect[DayRange[{2024, 1, 1}, {2024, 1, 9}], #DayName === Sunday &]
   {Sun 7 Jan 2024} *)
DateSelect[dates_List, crit_] := With[
  {names = {"Year", "Quarter", "Month", "Week", "Day", "DayName", "Hour", "Minute", "Second"}},
  Select[dates, Function[date, TrueQ[crit[Association[Thread[names -> DateValue[date, names]]]]]]]
]
