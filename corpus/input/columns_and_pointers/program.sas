data parts;
  input code $ 1-5 name $ 7-14 @16 price 5.2 +1 stock 3.;
datalines;
A 1   nut M8    1250  12
B2    bolt      3.5  100
C3                     .
;
run;
