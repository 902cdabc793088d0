data weights;
  input id visit kg;
datalines;
2 1 80
1 2 71.5
1 1 70
2 3 .
3 2 60
1 3 73
;
run;

proc sort data=weights;
  by id visit;
run;

data changes;
  set weights;
  by id;
  retain first_kg;
  if first.id then first_kg = kg;
  gain = kg - first_kg;
run;

proc transpose data=changes out=wide(drop=_name_) prefix=gain_;
  by id;
  id visit;
  var gain;
run;

proc means data=changes noprint nway;
  class id;
  var kg;
  output out=counts(drop=_type_ _freq_) n=visits max=highest;
run;

data report;
  merge wide counts;
  by id;
  if visits > 1 then kind = 'several';
  else kind = 'one';
run;
