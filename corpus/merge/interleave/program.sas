data old;
  length name $3;
  input id name $;
datalines;
. Zed
1 Ann
1 Bo
3 Dag
;
run;

data new;
  length name $8;
  input id name $;
datalines;
1 Charlie
2 Eva
;
run;

data by_id;
  set old new(in=is_new);
  by id;
  source = is_new;
  group_start = first.id;
run;
