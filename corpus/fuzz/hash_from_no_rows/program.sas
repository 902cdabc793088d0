data none;
  length g $3 y 8;
  stop;
run;

data a;
  length g $3 y 8;
  declare hash h(dataset: 'none');
  h.definekey('g');
  h.definedata('y');
  h.definedone();
  g = ' ';
  known = (h.check() = 0);
  items = h.num_items;
run;
