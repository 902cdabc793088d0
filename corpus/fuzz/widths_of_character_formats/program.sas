data a;
  length s $3;
  s = 'ab';
  h = put(s, $hex.);
  o = put(s, $octal.);
  cut = put(s, $octal4.);
  u = put('abc', $upcase.);
  wide = put('AB', $hex6.);
run;
