data a;
  input x s $;
datalines;
1 p
2 q
;
run;

data out;
  length s $8;
  if _n_ = 1 then do;
    declare hash h(dataset: 'a');
    h.definekey('x');
    h.definedata('s');
    h.definedone();
  end;
  set a(drop=s);
  rc = h.find();
run;
