data a;
  infile datalines length=size;
  input word $;
  put '#' _infile_;
  columns = size;
datalines;
  one
two
;
run;
