data read;
  set input.hard;
run;

proc contents data=read out=kinds(keep=name type length) noprint;
run;
