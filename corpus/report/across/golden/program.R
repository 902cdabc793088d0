# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA s
  s <- tribble(
    ~g, ~h, ~k, ~x,
    "a", "p", 1, 1,
    "a", "q", 1, 2,
    "b", "p", 2, 4,
    "b", "p", 1, 6,
    "b", "q", 2, NA
  )

  # program.sas 12-17: PROC REPORT
  report <- s |>
    sas_report_rows(
      list(c("g", "group", "g"), list("", "across", list(list("h", c("sum", "x", "x")))), c("n", "n", "")),
      breaks = list(c("after", ""))
    )
  across <- attr(report, "across")

  # program.sas 12-17: PROC REPORT: the report
  sums <- report
  sas_show_report(
    lib, report, list(g = "g", n = "n"), levels = list(x.sum = \(x) sas_put(x, "", 8, 1)), across = across
  )

  # program.sas 21-29: PROC REPORT
  # Two items under each value, counts of combinations, and a computed column
  report <- s |>
    sas_report_rows(
      list(
        c("g", "group", "g"),
        list("", "across", list(list("h", c("sum", "x", "x")), list("h", c("n", "", "n")))),
        list("", "across", list(list("k", "h", c("n", "", "")))),
        c("share", "computed", "")
      ),
      descending = "h"
    )
  across <- attr(report, "across")

  # program.sas 21-29: PROC REPORT: COMPUTE
  report <- report |>
    sas_open_columns(list(`_C2_` = "num", `_C4_` = "num")) |>
    mutate(share = `_C2_` / na_if(sas_sum_across(`_C2_`, `_C4_`), 0))

  # program.sas 21-29: PROC REPORT: the report
  wide <- report
  sas_show_report(lib, report, list(g = "g", share = "share"), across = across)

  # program.sas 32-34: DATA first
  first <- wide |> sas_only(keep = c("g", "_c3_", "share"))

  list(s = s, sums = sums, wide = wide, first = first)
}

if (sys.nframe() == 0) sas_main(run, libraries)
