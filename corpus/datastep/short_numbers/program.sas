data narrow;
  length id 3;
  do id = 8191 to 8194;
    seen = id;
    output;
  end;
run;

data back;
  set narrow;
run;
