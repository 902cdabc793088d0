/* Columns that only the run knows, and parameters with the names of such columns. */
data long;
  length name $ 8;
  do id = 3 to 1 by -1;
    do year = 2020 to 2022;
      do name = 'cost', 'limit', 'var';
        value = id * 100 + year - 2019 + length(name); output;
      end;
    end;
  end;
run;
proc sort data=long; by id year; run;
proc transpose data=long out=all(drop=_name_); by id year; id name; var value; run;

%macro load_year(year, out=visits);
  data &out;
    set all;
    where year = &year;
    cost_k = cost / 10;
  run;
  proc sort data=&out; by id; run;
%mend load_year;

%macro above(limit);
  data high; set v22; if cost > &limit; run;
%mend;

%macro total(data, var);
  proc means data=&data noprint; var &var; output out=sum_&var sum=total; run;
%mend;

%macro flag(limit);
  if cost > &limit then high = 1; else high = 0;
%mend;

%load_year(2020)
%load_year(2021, out=v21)
%load_year(2022, out=v22)
%above(205)
%total(v21, cost)
%total(v22, limit)
data flagged; set v22; %flag(206) run;
data flagged_low; set v22; %flag(107) run;
