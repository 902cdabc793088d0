# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-5: DATA p
  p <- tribble(
    ~id, ~sex, ~x, ~y, ~d,
    2, "m", 3, NA, 400,  # 04FEB1961
    1, "f", 4, 1, 10,  # 11JAN1960
    1, "m", NA, 2, 9,  # 10JAN1960
    2, "f", 8, 3, 10  # 11JAN1960
  )

  # program.sas 14-18: PROC REPORT
  # A DISPLAY variable makes a row of each observation, ORDER sorts the rows
  report <- p |>
    sas_report_rows(
      list(c("id", "order", "id"), c("sex", "display", "sex"), c("x", "sum", "x"), c("n", "n", "")),
      detail = TRUE,
      breaks = list(c("after", "id"))
    )

  # program.sas 14-18: PROC REPORT: the report
  details <- report
  sas_show_report(
    lib, report, list(id = "id", sex = "sex", x = "Pay", n = "n"), repeated = "id", empty = "id"
  )

  # program.sas 22-24: PROC REPORT
  # Sorted by the formatted value unless ORDER=INTERNAL
  report <- p |>
    sas_report_rows(
      list(c("d", "group", "d"), c("n", "n", "")),
      order = list(d = "formatted"),
      levels = list(d = \(x) sas_put(x, "DATE", 9))
    )

  # program.sas 22-24: PROC REPORT: the report
  by_text <- report
  sas_show_report(
    lib, report, list(d = "d", n = "n"), levels = list(d = \(x) sas_put(x, "DATE", 9)), empty = "d"
  )

  # program.sas 27-29: PROC REPORT
  report <- p |>
    sas_report_rows(
      list(c("d", "group", "d"), c("n", "n", ""), c("_C3_", "mean", "x"), c("_C4_", "max", "x")),
      levels = list(d = \(x) sas_put(x, "DATE", 9))
    )

  # program.sas 27-29: PROC REPORT: the report
  by_day <- report
  sas_show_report(
    lib,
    report,
    list(d = "d", n = "n", `_C3_` = "Pay / mean", `_C4_` = "Pay / max"),
    levels = list(d = \(x) sas_put(x, "DATE", 9)),
    empty = "d"
  )

  # program.sas 33-36: PROC REPORT
  # Neither GROUP nor DISPLAY: one row
  report <- p |>
    sas_report_rows(
      list(c("x", "sum", "x"), c("n", "n", ""), c("highest", "max", "x"), c("share", "pctsum", "y"))
    )

  # program.sas 33-36: PROC REPORT: the report
  whole <- report
  sas_show_report(lib, report, list(x = "Pay", n = "n", highest = "Highest", share = "share"))

  # program.sas 40-49: PROC REPORT
  # A GROUP variable that repeats is blank in COMPUTE blocks
  report <- p |>
    sas_report_rows(
      list(
        c("id", "order", "id"), c("sex", "order", "sex"), c("x", "display", "x"), c("last", "computed", "")
      ),
      detail = TRUE,
      blank = "id"
    )

  # program.sas 40-49: PROC REPORT: COMPUTE
  report <- report |>
    mutate(
      held = sas_kept(list(!is.na(id)), list(id)),
      last = 10 * held + as.numeric(is.na(id))
    ) |>
    select(id, sex, x, last, `_BREAK_`, `_SAME_`)

  # program.sas 40-49: PROC REPORT: the report
  report <- sas_fill_repeats(report, list(id = 0))
  repeated <- report
  sas_show_report(
    lib,
    report,
    list(id = "id", sex = "sex", x = "Pay", last = "last"),
    repeated = c("id", "sex"),
    empty = c("id", "x")
  )

  list(
    p = p,
    details = details,
    by_text = by_text,
    by_day = by_day,
    whole = whole,
    repeated = repeated
  )
}

if (sys.nframe() == 0) sas_main(run, libraries)
