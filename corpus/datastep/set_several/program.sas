/* Two regions under each other: 'Charlie' is cut to the $3 of the first data set */
data north;
  length name $3;
  input name $ sales;
datalines;
Ann 10
Bo .
;
run;

data south;
  length name $8;
  input name $ returns;
datalines;
Charlie 2
Al 0
;
run;

data both;
  set north south;
  net = sum(sales, -returns);
run;
