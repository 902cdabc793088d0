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
    ~g, ~h, ~x,
    "a", "p", 1,
    "a", "q", 2,
    "b", "p", 4,
    "b", "p", 6,
    "", "p", 8
  )

  # program.sas 12-14: PROC TABULATE
  statistics <- s |> sas_tabulate(c("g", "h"), list(c("N", "n", "")), 1:3)
  counts <- statistics |> sas_tabulation_rows(c("g", "h"), list(list(1, character(0), 3, "N")))
  sas_show_tabulation(
    lib,
    statistics,
    c("g", "h"),
    list(list()),
    list(list(c("g", "g"), c("h", "h"))),
    list(list("N")),
    list(list(list(c("N", "12.")))),
    list(`12.` = \(x) sas_put(x, "", 12))
  )

  # program.sas 17-20: PROC TABULATE
  statistics_2 <- s |>
    sas_tabulate(c("g", "h"), list(c("N", "n", ""), c("x_Mean", "mean", "x"), c("x_Max", "max", "x")), 0:3)
  both <- statistics_2 |>
    sas_tabulation_rows(
      c("g", "h"),
      list(
        list(1, character(0), 3, "N"),
        list(1, character(0), 2, c("N", "x_Mean", "x_Max")),
        list(1, character(0), 1, "N"),
        list(1, character(0), 0, c("N", "x_Mean", "x_Max"))
      )
    )
  sas_show_tabulation(
    lib,
    statistics_2,
    c("g", "h"),
    list(list()),
    list(list(c("g", "g")), list("All")),
    list(list(c("h", "h"), "N"), list("All", "N"), list("x", "Mean"), list("x", "Max")),
    list(
      list(
        list(c("N", "12."), c("N", "12."), c("x_Mean", "12.2"), c("x_Max", "12.2")),
        list(c("N", "12."), c("N", "12."), c("x_Mean", "12.2"), c("x_Max", "12.2"))
      )
    ),
    list(`12.` = \(x) sas_put(x, "", 12), `12.2` = \(x) sas_put(x, "", 12, 2)),
    box = "Groups"
  )

  # program.sas 23-26: PROC TABULATE
  statistics_3 <- s |> sas_tabulate(c("h", "g"), list(c("x_Sum", "sum", "x")), 1:3, missing = c("h", "g"))
  pages <- statistics_3 |>
    sas_tabulation_rows(c("h", "g"), list(list(1, "g", 3, "x_Sum"))) |>
    select(h, g, `_PAGE_`, `_TABLE_`, x_Sum)
  sas_show_tabulation(
    lib,
    statistics_3,
    c("h", "g"),
    list(list(c("g", "g"))),
    list(list(c("h", "h"))),
    list(list("x")),
    list(list(list(c("x_Sum", "12.2")))),
    list(`12.2` = \(x) sas_put(x, "", 12, 2)),
    empty = "none"
  )

  list(s = s, counts = counts, both = both, pages = pages)
}

if (sys.nframe() == 0) sas_main(run, libraries)
