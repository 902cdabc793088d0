* Macros of statements in many places of steps: sums that are kept, arrays, lengths, groups of IF and SELECT, PUT, OUTPUT, MERGE;
data base; input id w h s; datalines;
1 60 1.7 5
2 80 1.8 .
3 . 1.6 7
4 70 0 2
;
run;
%macro calc(v, out);
  if &v > 5 then do; &out = &v * 2; flag_&out = 'big'; end;
  else if &v = . then &out = .;
  else &out = sum(&v, 1);
%mend;
%macro lagd(v); d_&v = dif(&v); prev_&v = lag(&v); %mend;
%macro acc(v); tot_&v + &v; retain mx_&v; mx_&v = max(mx_&v, &v); %mend;
%macro div(a, b, r); &r = &a / &b; %mend;
%macro arr(name, list); array &name {*} &list; do _i = 1 to dim(&name); if &name{_i} = . then &name{_i} = -1; end; drop _i; %mend;
%macro len(v, n); length &v $ &n; &v = 'abcdefghij'; %mend;
%macro wr(v); put "value " &v=; %mend;
data a; set base; %calc(s, r1) %calc(w, r2) run;
data b; set base; %lagd(s) %lagd(w) run;
data c; set base; %acc(s) %acc(w) if s > 3; run;
data d; set base; %div(w, h, q) %div(s, h, p) run;
data e; set base; %arr(m, w h s) run;
data f; set base; %len(t, 5) %len(u, 12) run;
data g; set base; by id; if first.id then do; %div(w, s, k) %wr(k) end; output; %calc(k, z) run;
%macro all(ds, v); data &ds; set base; %calc(&v, r) %div(&v, 2, half) where id > 1; run; %mend;
%all(h1, s) %all(h2, w)
data i; set base; select (id); when (1) do; %div(w, 2, z) end; otherwise do; %div(s, 2, z) end; end; run;
%macro out(c); if id = &c then output; %mend;
data j; set base; %out(1) %out(3) run;
%macro two(v); x_&v = &v; y_&v = x_&v + 1; drop x_&v; label y_&v = "Y of &v"; %mend;
data k; merge base(in=ina) a(keep=id r1 in=inb); by id; %two(w) if ina and inb; %two(s) run;
