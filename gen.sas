data d1; v = 1; run; data d2; v = 2; run;
