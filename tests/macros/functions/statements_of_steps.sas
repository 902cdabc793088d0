* Macros that make statements inside DATA steps: called on columns, in row loops, inside DO groups, with parts that leave
  the row, that remember, and that a macro of whole steps calls;
data visits;
  input id visit weight height score code $;
  datalines;
1 1 60 1.7 5 a
1 2 61 1.7 . b
2 1 80 1.8 9 a
2 2 . 1.8 4 c
2 3 82 0 7 b
3 1 55 1.6 . a
;
run;
%macro bmi(w, h, out=bmi);
  /* kilograms by square metres */
  &out = &w / (&h ** 2);
  if &out > 24 then &out._class = 'high'; else &out._class = 'low';
  label &out = "Index of &w";
%mend;
%macro zero(v);
  if missing(&v) then &v = 0;
%mend;
%macro group(v, cut);
  select;
    when (&v < &cut) &v._group = 1;
    when (&v < 2 * &cut) &v._group = 2;
    otherwise &v._group = 3;
  end;
%mend;
%macro only(c);
  if code ne "&c" then delete;
%mend;
%macro remember(v);
  last_&v = lag(&v);
  total_&v + &v;
%mend;
%macro both(v);
  %zero(&v)
  %group(&v, 5)
%mend;
%macro each(list);
  %local i;
  %do i = 1 %to %sysfunc(countw(&list));
    %scan(&list, &i)_x2 = 2 * %scan(&list, &i);
  %end;
%mend;
%macro declared(v);
  format &v 8.2;
  label &v = "The &v";
%mend;
data columns;
  set visits;
  %bmi(weight, height)
  %zero(score)
  %group(score, 4)
  note = 'n';
run;
data more;
  set visits;
  where visit < 3;
  %declared(weight)
  %bmi(score, weight, out=ratio)
  %both(weight)
  %each(weight score)
  drop height;
run;
data rows;
  set visits;
  by id;
  retain best;
  if first.id then best = .;
  %zero(score)
  best = max(best, score);
  do turn = 1 to 2;
    %bmi(weight, height)
    score = score + turn;
  end;
  if last.id then output;
run;
data chosen;
  set visits;
  %only(a)
  %remember(score)
  %remember(weight)
run;
data some;
  set visits;
  if visit = 1 then do;
    %zero(score)
    %group(score, 3)
  end;
  else score_group = 0;
  array s[2] weight height;
  do k = 1 to 2;
    %zero(s[k])
  end;
run;
%macro report(data, v);
  data &data._&v;
    set &data;
    %zero(&v)
    %each(&v)
    keep id visit &v &v._x2;
  run;
%mend;
%report(visits, score)
%report(visits, weight)
