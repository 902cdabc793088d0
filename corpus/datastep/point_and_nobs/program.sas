data tens;
  input v @@;
datalines;
10 20 30 40 50
;
run;

data picked;
  do row = 5, 1, 3;
    set tens point=row nobs=total;
    from = row;
    of = total;
    output;
  end;
  stop;
run;
