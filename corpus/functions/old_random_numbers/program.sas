data first;
  u = round(ranuni(12345), 1e-6);
run;

data again;
  do i = 1 to 2;
    u = round(ranuni(12345), 1e-6);
    output;
  end;
run;

data called;
  seed = 1;
  other = 12345;
  call ranuni(seed, u);
  call ranuni(other, v);
  u = (u = seed / 2147483647);
  v = round(v, 1e-6);
  drop other;
run;

data outcome;
  seed = 12345;
  call rantbl(seed, 0.3, 0.05, 0.65, k);
  keep k;
run;
