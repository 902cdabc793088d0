data values;
  x = 1; y = .; name = 'a';
run;

data counted;
  set values;
  array o x y;
  array v{*} _numeric_;
  do over o;
    if o = . then o = -1;
  end;
  n = dim(v);
run;
