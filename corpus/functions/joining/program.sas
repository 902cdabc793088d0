data parts;
  infile datalines dsd;
  input a :$6. b :$6. n;
datalines;
  x,y,1
,z,.
p q,,2.50
,,
;
run;

data joined;
  set parts;
  length cx cs $20 bars trimmed $20;
  cx = catx('-', a, b, n);
  cs = cats(a, b);
  bars = a || b || '!';
  trimmed = trim(a) || b || '!';
  stripped = strip(a) || '|';
run;
