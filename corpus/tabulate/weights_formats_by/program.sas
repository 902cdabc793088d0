proc format;
  value agegrp low -< 18 = 'Child' 18 - high = 'Adult';
run;

data people;
  input site age w k x;
  label x = 'Pay';
datalines;
1 40 1 2 3
1 12 2 1 4
1 17 3 1 .
2 15 1 1 8
2 60 0 1 5
2 61 . 1 2
;
run;

proc tabulate data=people out=weighted;
  by site;
  class age / order=formatted;
  var x;
  weight w;
  freq k;
  format age agegrp.;
  table age='Age group', x='Paid'*(n nmiss sumwgt mean*f=comma8.1);
run;
