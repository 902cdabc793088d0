data quoted;
  infile datalines dsd;
  input plain $ given :$10. kept :$char10.;
datalines;
" a"," b"," c"
"","x ",.
;
run;
