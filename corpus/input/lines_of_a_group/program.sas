* The second line first: the next record starts behind both;
data pairs;
  input #2 second #1 first;
  datalines;
1
2
3
4
;
run;

* The width of a character informat does not count in list input;
data words;
  length word $ 4;
  input word :$2. @@;
  datalines;
abcdef gh
;
run;

* Without DSD the tilde is ignored;
data quoted;
  input text ~ $8. number;
  datalines;
"a 25
;
run;
