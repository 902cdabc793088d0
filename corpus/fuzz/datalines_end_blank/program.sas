data a;
  infile datalines missover;
  input s $;
datalines;
x
   
;
run;
