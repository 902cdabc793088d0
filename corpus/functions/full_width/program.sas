* Results that fill their variable, and results that are longer;
data words;
  length a b $ 150;
  a = repeat('x', 139);
  b = repeat('y', 99);
  output;
  a = 'p';
  b = ' ';
  output;
run;

data joined;
  set words;
  whole = lengthn(catx(',', a, b));
  cut = catx(',', a, b);
  n_cut = lengthn(cut);
  level = 'N' || put(n_cut, z3.);
  gone = strip(put(n_cut, 6.)) || '!';
  keep whole n_cut level gone;
run;

options missing=' ';

* A missing number is blanks here: nothing of them is kept, and something of what stands before them;
data shown;
  m = .;
  alone = put(m, 4.);
  n_alone = lengthn(alone);
  mixed = 'x' || put(m, 4.);
  n_mixed = lengthn(mixed);
  blank = (put(m, 4.) = ' ');
  drop alone mixed;
run;
