data class;
  input if $ sum max n index lambda;
datalines;
a 1 2 3 4 5
a . 1 1 1 1
b 7 . 0 2 2
;
run;

data list;
  set class;
  def = sum(sum, max);
  true = (def > 3);
  c = n * 2;
  str = if || '!';
run;

proc means data=list noprint nway;
  class if;
  var sum max;
  output out=print(drop=_type_ _freq_) sum=sum max n=n index;
run;

proc sort data=list out=function(keep=if lambda def);
  by descending lambda;
run;
