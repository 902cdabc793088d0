# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-4: DATA s
  s <- tribble(
    ~g, ~x, ~y,
    "a", 1, 2,
    "a", 2, 3,
    "a", 3, NA,
    "b", 4, 5,
    "", 6, 7
  )

  # program.sas 14-16: PROC MEANS
  sas_show_summary(
    lib,
    s |>
      sas_summarize(
        "g",
        list(
          c("x|n", "n", "x"), c("x|mean", "mean", "x"), c("x|std", "std", "x"), c("x|min", "min", "x"),
          c("x|max", "max", "x"), c("y|n", "n", "y"), c("y|mean", "mean", "y"), c("y|std", "std", "y"),
          c("y|min", "min", "y"), c("y|max", "max", "y")
        ),
        1
      ),
    "MEANS",
    "g",
    list(x = "Pay", y = ""),
    c("n", "mean", "std", "min", "max")
  )

  # program.sas 14-16: PROC SUMMARY
  both <- s |>
    filter(g != "") |>
    group_by(g) |>
    summarise(
      NObs = as.numeric(n()),
      x_N = as.numeric(sum(!is.na(x))),
      x_Mean = sas_mean(x),
      x_StdDev = sd(x, na.rm = TRUE),
      x_Min = sas_min(x),
      x_Max = sas_max(x),
      y_N = as.numeric(sum(!is.na(y))),
      y_Mean = sas_mean(y),
      y_StdDev = sd(y, na.rm = TRUE),
      y_Min = sas_min(y),
      y_Max = sas_max(y)
    )

  # program.sas 14-16: PROC MEANS: ODS OUTPUT
  both <- both |>
    mutate(VName_x = "x", Label_x = "Pay", VName_y = "y", Label_y = "") |>
    select(
      g, NObs, VName_x, Label_x, x_N, x_Mean, x_StdDev, x_Min, x_Max, VName_y, Label_y, y_N, y_Mean,
      y_StdDev, y_Min, y_Max
    )

  # program.sas 19-21: PROC MEANS
  sas_show_summary(
    lib,
    s |>
      filter(g != "") |>
      sas_summarize(
        character(0), list(c("x|mean", "mean", "x"), c("x|p25", "p25", "x"), c("x|std", "std", "x")), 0
      ),
    "MEANS",
    character(0),
    list(x = "Pay"),
    c("mean", "p25", "std")
  )

  # program.sas 19-21: PROC SUMMARY
  one <- s |>
    filter(g != "") |>
    sas_summarize(
      character(0), list(c("x_Mean", "mean", "x"), c("x_P25", "p25", "x"), c("x_StdDev", "std", "x")), 0
    ) |>
    select(x_Mean, x_P25, x_StdDev)

  # program.sas 19-21: PROC MEANS: ODS OUTPUT
  one <- one |> select(x_P25, x_StdDev)

  # program.sas 26-29: PROC TABULATE
  # The table of PROC TABULATE and of PROC REPORT is what OUT= holds
  statistics <- s |>
    sas_tabulate("g", list(c("x_Mean", "mean", "x"), c("x_P50", "p50", "x"), c("x_Std", "stddev", "x")), 1)
  cells <- statistics |>
    sas_tabulation_rows("g", list(list(1, character(0), 1, c("x_Mean", "x_P50", "x_Std"))))
  sas_show_tabulation(
    lib,
    statistics,
    "g",
    list(list()),
    list(list(c("g", "g"))),
    list(list("Pay", "Mean"), list("Pay", "P50"), list("Pay", "StdDev")),
    list(list(list(c("x_Mean", "12.2"), c("x_P50", "12.2"), c("x_Std", "12.2")))),
    list(`12.2` = \(x) sas_put(x, "", 12, 2))
  )

  # program.sas 33-35: PROC REPORT
  report <- s |> sas_report_rows(list(c("g", "group", "g"), c("x", "sum", "x")))

  # program.sas 33-35: PROC REPORT: the report
  rows <- report
  sas_show_report(lib, report, list(g = "g", x = "Pay"))

  list(s = s, both = both, one = one, cells = cells, rows = rows)
}

if (sys.nframe() == 0) sas_main(run, libraries)
