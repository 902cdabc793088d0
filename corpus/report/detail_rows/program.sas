data p;
  input id sex $ x y d :date9.;
  label x = 'Pay';
  format d date9.;
datalines;
2 m 3 . 04FEB1961
1 f 4 1 11JAN1960
1 m . 2 10JAN1960
2 f 8 3 11JAN1960
;
run;

* A DISPLAY variable makes a row of each observation, ORDER sorts the rows;
proc report data=p out=details nowd;
  column id sex x n;
  define id / order;
  define sex / display;
  break after id / summarize;
run;

* Sorted by the formatted value unless ORDER=INTERNAL;
proc report data=p out=by_text nowd;
  column d n;
  define d / group;
run;

proc report data=p out=by_day nowd;
  column d n x,(mean max);
  define d / group order=internal;
run;

* Neither GROUP nor DISPLAY: one row;
proc report data=p out=whole nowd;
  column x n x=highest y=share;
  define highest / max 'Highest';
  define share / pctsum;
run;

* A GROUP variable that repeats is blank in COMPUTE blocks;
proc report data=p out=repeated nowd;
  column id sex x last;
  define id / order;
  define sex / order;
  define x / display;
  define last / computed;
  compute last;
    if id ne . then held = id;
    last = 10 * held + (id = .);
  endcomp;
run;
