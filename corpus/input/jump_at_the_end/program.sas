data total;
  infile datalines eof=done;
  input a;
  sum + a;
  return;
  done: output;
  keep sum;
datalines;
1
2
3
;
run;
