proc format; value g 1='one' 2='two' other='more'; run;
data x;
  do id = 1 to 3; c = 'abc'; d = '01jan2020'd + id; output; end;
  format d date9.;
run;
%macro fmt(var, f, from);
  data r_&var;
    set x;
    length t $ 12;
    t = put(&var, &f);
    if &var >= &from then late = 1; else late = 0;
    label t = "Text of &var";
  run;
%mend;
%fmt(id, g., 2)
%fmt(d, date9., '03jan2020'd)
%macro rec(n);
  data step&n; n = &n; run;
  %if &n > 1 %then %rec(%eval(&n - 1));
%mend;
%rec(3)
%macro glob(v);
  %global total;
  proc sql noprint; select sum(&v) into :total from x; quit;
  data share; set x; s = &v / &total; run;
%mend;
%glob(id)
%glob(d)
%macro frag(a); &a + 1 %mend;
%macro stmts(a); &a.2 = &a * 2; &a.3 = %frag(&a); %mend;
data s; set x; %stmts(id) %stmts(d) run;
