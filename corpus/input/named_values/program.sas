data settings;
  input id name=$ size= color=$;
datalines;
1 name=big size=12 color=red
2 size=3
3 color=blue name=odd
;
run;
