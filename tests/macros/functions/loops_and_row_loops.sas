data x; do g = 1 to 2; do i = 1 to 3; v = g * 10 + i; output; end; end; run;
%macro model(y, list, by=g);
  %let k = 1;
  %do %while (%scan(&list, &k) ne );
    %let w = %scan(&list, &k);
    proc means data=x noprint nway;
      class &by;
      var &y;
      output out=m_&w &w=&y._&w;
    run;
    %let k = %eval(&k + 1);
  %end;
  data all_&y;
    merge m_mean m_max;
    by &by;
    array z{2} &y._mean &y._max;
    do j = 1 to 2; if z{j} > 20 then z{j} = 20; end;
    drop j _type_ _freq_;
  run;
%mend;
%model(v, mean max)
%model(i, mean max)
%macro rows(n);
  data r&n;
    set x;
    retain last 0;
    by g;
    if first.g then last = 0;
    last = last + v * &n;
    if mod(_n_, &n) = 0 then output;
  run;
%mend;
%rows(1)
%rows(2)
%macro outer; %do j = 1 %to 2; %do q = 1 %to 2; data c&j._&q; set x; jq = &j * 10 + &q; run; %end; %end; %mend;
%outer
