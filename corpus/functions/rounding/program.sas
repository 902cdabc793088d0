data numbers;
  input x @@;
datalines;
0.5 1.5 2.5 -0.5 -2.5 .
;
run;

data rounded;
  set numbers;
  whole = round(x);
  tens = round(x * 10, 10);
  up = ceil(x);
  down = floor(x);
  cut = int(x);
  rest = mod(x * 2, 3);
run;

data halves;
  a = round(1.005, 0.01);
  b = round(2.675, 0.01);
  c = round(1234.5, 1000);
  d = round(0.285 * 100, 1);
  e = ceil(3 + 1e-13);
  f = floor(3 - 1e-13);
run;
