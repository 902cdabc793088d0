* What PROC TRANSPOSE makes has the columns that the data ask for;
data visits;
  input id month weight;
datalines;
1 1 70
1 2 71
2 1 80
4 2 90
;
data doses;
  input id month dose;
datalines;
1 1 5
3 1 6
3 2 7
4 1 8
;
data sites;
  input id site $;
datalines;
2 Lund
3 Malmo
3 Ystad
;
proc transpose data=visits(where=(weight > 0)) out=weights(drop=_name_) prefix=w;
  by id;
  id month;
  var weight;
run;
proc transpose data=doses(where=(dose > 0)) out=doses_wide(drop=_name_) prefix=d;
  by id;
  id month;
  var dose;
run;

* A match-merge of three, of which one has an id twice;
data merged;
  merge weights(in=weighed) doses_wide(in=dosed) sites;
  by id;
  if weighed or dosed;
  both = weighed and dosed;
  gain = w2 - w1;
run;

* Only those that were weighed;
data weighed;
  merge weights(in=weighed) doses_wide;
  by id;
  if weighed;
run;

* One after the other, and interleaved;
data stacked;
  set weights doses_wide(in=dosed);
  second = dosed;
  keep id second w1 d1;
run;
data interleaved;
  set weights(rename=(w1=first_value)) doses_wide(rename=(d1=first_value));
  by id;
  alone = first.id and last.id;
  keep id first_value alone;
run;

* Side by side, whatever the keys;
data beside;
  merge weights(keep=id w1) doses_wide(rename=(id=other));
run;
