data plans;
  input plan $ first last low high;
datalines;
a 0.1 2.1 10 .
b 3 2 20 30
c 2 3 40 50
;
data turns;
  set plans;
  array value{0:1} low high;
  do year = first to last;
    do half = 0 to 1;
      amount = value{half};
      earlier = lag(amount);
      output;
    end;
  end;
  keep plan year half amount earlier;
run;
data halves none;
  set plans;
  do part = 'x', 'y';
    mark = cats(plan, part);
    if high = . then output none;
    else output halves;
  end;
  keep mark;
run;
