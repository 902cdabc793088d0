# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# One note below.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA _report, row by row (L0203): a variable is retained from row to row (total)
make__report <- function(report_) {
  g <- report_$g
  h <- report_$h
  x <- report_$x
  pct_read <- report_$pct
  note_read <- report_$note
  BREAK_ <- report_$`_BREAK_`
  PLACE_ <- report_$`_PLACE_`
  SAME_ <- report_$`_SAME_`
  total <- NA_real_  # kept from row to row
  out_pct <- numeric(nrow(report_))
  out_note <- character(nrow(report_))
  for (i in seq_len(nrow(report_))) {
    pct <- pct_read[i]
    note <- note_read[i]
    pct <- if (!is.na(total) && total == 0) sas_division_by_zero("36 column 17") else x[i] / total
    if (BREAK_[i] == "g") {
      note <- sas_cut(paste0("group ", sas_pad(g[i], 8)), 8)
    } else if (BREAK_[i] == "_RBREAK_") {
      note <- "all"
    }
    if (BREAK_[i] == "_RBREAK_" && PLACE_[i] == "before") {
      total <- x[i]
    }
    out_pct[i] <- pct
    out_note[i] <- note
  }
  sas_table(
    g = g, h = h, x = x, pct = out_pct, note = out_note, `_BREAK_` = BREAK_, `_PLACE_` = PLACE_,
    `_SAME_` = SAME_
  )
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA s
  s <- tribble(
    ~g, ~h, ~x,
    "a", "p", 1,
    "a", "q", 2,
    "b", "p", 4,
    "b", "p", 6,
    "", "p", 8
  )

  # program.sas 12-19: PROC REPORT
  report <- s |>
    sas_report_rows(list(c("g", "group", "g"), c("x", "sum", "x"), c("n", "n", ""), c("avg", "computed", "")))

  # program.sas 12-19: PROC REPORT: COMPUTE
  report <- report |> mutate(avg = x / na_if(n, 0))

  # program.sas 12-19: PROC REPORT: the report
  averages <- report
  sas_show_report(
    lib,
    report,
    list(g = "Group", x = "x", n = "n", avg = "avg"),
    levels = list(avg = \(x) sas_put(x, "", 8, 2))
  )

  # program.sas 23-44: PROC REPORT
  # Shares need the total, which COMPUTE BEFORE keeps for the rows that follow
  # NOTE N0404: LINE of PROC REPORT only prints a text: it is left out
  report <- s |>
    sas_report_rows(
      list(
        c("g", "group", "g"), c("h", "group", "h"), c("x", "sum", "x"), c("pct", "computed", ""),
        c("note", "computed text", "")
      ),
      breaks = list(c("after", "g"), c("after", ""), c("before", "")),
      descending = "h",
      places = TRUE,
      blank = "g"
    )

  # program.sas 23-44: PROC REPORT: COMPUTE
  report <- make__report(report)

  # program.sas 23-44: PROC REPORT: the report
  report <- sas_fill_repeats(report, list(g = 0))
  shares <- report |> select(g, h, x, pct, note, `_BREAK_`)
  sas_show_report(
    lib,
    report,
    list(g = "g", h = "Kind of row", x = "x", pct = "pct", note = "note"),
    levels = list(x = \(x) sas_put(x, "", 8, 1), pct = \(x) sas_put(x, "PERCENT", 8, 1)),
    repeated = "g",
    suppressed = "g",
    hidden = "before _RBREAK_"
  )

  # program.sas 47-49: DATA last_rows
  last_rows <- shares |> filter(`_BREAK_` != "")

  list(s = s, averages = averages, shares = shares, last_rows = last_rows)
}

if (sys.nframe() == 0) sas_main(run, libraries)
