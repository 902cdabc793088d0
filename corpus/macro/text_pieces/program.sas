%let vars = a b c;
%let n = %sysfunc(countw(&vars));
%let next = %eval(&n * 2 + 1);
%let v2 = b;
%let i = 2;

%macro plus(list);
  %local k;
  %do k = 1 %to %sysfunc(countw(&list));
    %if &k > 1 %then +;
    %scan(&list, &k)
  %end;
%mend plus;

data summed;
  a = 1;
  b = 20;
  c = 300;
  total = %plus(&vars);
  picked = &&v&i;
  resolved = "n=&n";
  literal = 'n=&n';
  up = "%upcase(abc)";
run;
