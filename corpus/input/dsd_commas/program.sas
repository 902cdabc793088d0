data sheet;
  infile datalines dsd truncover;
  input id name :$20. amount note ~ :$10.;
datalines;
1,"Berg, Ann",10,"x"
2,,,
3,Bo, 5 ,y
4
,"a ""b"" c",.,"1,2"
;
run;
