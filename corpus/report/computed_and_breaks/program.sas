data s;
  input g $ h $ x;
datalines;
a p 1
a q 2
b p 4
b p 6
. p 8
;
run;

proc report data=s out=averages nowd;
  column g x n avg;
  define g / group 'Group';
  define x / analysis sum;
  define avg / computed format=8.2;
  compute avg;
    avg = x.sum / n;
  endcomp;
run;

* Shares need the total, which COMPUTE BEFORE keeps for the rows that follow;
proc report data=s out=shares nowd headline split='*';
  column g h x pct note;
  define g / group;
  define h / group descending 'Kind*of row';
  define x / sum format=8.1;
  define pct / computed format=percent8.1;
  define note / computed;
  break after g / summarize suppress;
  rbreak after / summarize;
  compute before;
    total = x.sum;
  endcomp;
  compute pct;
    pct = x.sum / total;
  endcomp;
  compute note / character length=8;
    if _break_ = 'g' then note = 'group ' || g;
    else if _break_ = '_RBREAK_' then note = 'all';
  endcomp;
  compute after;
    line 'The end';
  endcomp;
run;

data last_rows;
  set shares;
  if _break_ ne ' ';
run;
