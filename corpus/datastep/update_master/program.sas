data master;
  input id name $ qty;
datalines;
1 Ann 5
2 Bo 6
4 Dag 8
;
run;

missing _;
data changes;
  input id name $ qty;
datalines;
1 . 7
1 Anna .
2 . _
3 Cid 1
;
run;

data updated;
  update master changes;
  by id;
run;
