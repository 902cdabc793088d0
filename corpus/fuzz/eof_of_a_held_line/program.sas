data pairs;
  infile datalines eof=done;
  input a b @@;
  pairs + 1;
  return;
  done: last = 9;
  output;
  datalines;
1 2
3 4
;
run;
