data semi;
  infile datalines dlm='|/' firstobs=2 obs=4;
  input a b $;
datalines;
a|b
1|x y
2/z
|| 3 ||q
4|never
;
run;
