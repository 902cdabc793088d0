"""SAS text to measure on: our own, in the shape of ordinary production code."""

from __future__ import annotations

BLOCK = """\
/* Load number {n}: orders of the month */
data work.orders{n}(keep=customer region amount tax category label);
  set raw.orders(where=(status ne 'cancelled' and amount > 0));
  by customer;
  retain total 0;
  length category $12 label $40;
  * the tax depends on the region;
  if region in ('N', 'S') then tax = round(amount * 0.25, 0.01);
  else if region = 'W' and amount >= 1000 then tax = amount * 0.12;
  else tax = 0;
  select (type);
    when (1, 2) category = 'goods';
    when (3) category = 'services';
    otherwise category = 'other';
  end;
  array m{{12}} m1-m12;
  do i = 1 to 12;
    if m{{i}} = . then m{{i}} = 0;
    total = total + m{{i}} * (1 + tax / 100);
  end;
  label = catx(' ', upcase(substr(name, 1, 1)), propcase(scan(name, 2, ',')), put(date, date9.));
  if first.customer then count = 0;
  count + 1;
  if last.customer then output;
  format date date9. amount comma12.2;
run;

proc sort data=work.orders{n} out=sorted{n} nodupkey;
  by region descending amount;
run;

proc means data=sorted{n} noprint nway;
  class region category;
  var amount tax;
  output out=stats{n}(drop=_type_) sum=total total_tax mean=average average_tax;
run;

proc freq data=sorted{n};
  tables region * category / out=counts{n} missing;
run;
"""


def ordinary_program(lines: int) -> str:
    """Return a program of about that many lines."""
    blocks = max(1, lines // BLOCK.count("\n"))
    return "".join(BLOCK.format(n=n) for n in range(1, blocks + 1))


def called_program(lines: int) -> str:
    """Return a program that makes about that many lines by calling one macro again and again."""
    body = BLOCK.format(n="&n").replace(
        "set raw.orders(", "set %if &n > 1 %then %do; raw.orders( %end; %else %do; raw.first( %end;"
    )
    calls = max(1, lines // BLOCK.count("\n"))
    return f"%macro load(n);\n{body}%mend;\n" + "".join(f"%load({n})\n" for n in range(1, calls + 1))


def tiny_programs(count: int) -> list[str]:
    """Return programs of two short steps, each different."""
    return [
        f"data a;\n  do i = 1 to {n % 7 + 1};\n    x = i * {n};\n    output;\n  end;\nrun;\n"
        f"data b;\n  set a;\n  if x > {n};\n  y = x / 2;\nrun;\n"
        for n in range(count)
    ]


def macro_program(turns: int) -> str:
    """Return a program whose macro loops so many times, with a variable that grows, nested calls and quoting."""
    return f"""\
%macro one(n, name=);
  %local text;
  %let text = %upcase(%substr(&name, 1, 1))%qsysfunc(cats(&n, x));
  data work.&name&n;
    set raw.source;
    %if %eval(&n / 2 * 2) = &n %then %do; even = 1; %end;
    %else %do; even = 0; %end;
    label = "&text";
    total&n + amount;
  run;
%mend;
%macro every(last);
  %local names i;
  %do i = 1 %to &last;
    %one(&i, name=part)
    %let names = &names part&i;
  %end;
  %put &names;
%mend;
%every({turns})
"""
