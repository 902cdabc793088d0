data a;
  x = 'it''s;
  y = 2;
run;
