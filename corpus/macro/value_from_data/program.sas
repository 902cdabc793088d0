data scores;
  input name $ points;
datalines;
Ann 20
Bo 30
Cid .
;
run;

data _null_;
  set scores end=last;
  retain top . who '        ';
  if points > top then do;
    top = points;
    who = name;
  end;
  if last then do;
    call symputx('highest', top);
    call symputx('who', who);
  end;
run;

data compared;
  set scores;
  behind = &highest - points;
  winner = (name = "&who");
run;
