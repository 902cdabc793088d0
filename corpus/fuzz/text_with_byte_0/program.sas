data codes;
  length c $ 4;
  c = byte(0);
  hex = put(c, $hex4.);
  code = rank(c);
  drop c;
run;
