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
    "b", "p", 6
  )

  # program.sas 11-14: PROC TABULATE
  statistics <- s |>
    sas_tabulate(
      c("g", "h"),
      list(c("N", "n", "")),
      0:3,
      shares = list(
        list("PctN_10", 3, "N", "N", 2), list("PctN_01", 3, "N", "N", 1), list("PctN_00", 2, "N", "N", 0),
        list("PctN_00", 1, "N", "N", 0), list("PctN_01", 1, "N", "N", 1), list("PctN_00", 0, "N", "N", 0)
      )
    )
  shares <- statistics |>
    sas_tabulation_rows(
      c("g", "h"),
      list(
        list(1, character(0), 3, c("N", "PctN_10", "PctN_01")),
        list(1, character(0), 2, c("N", "PctN_00")),
        list(1, character(0), 1, c("N", "PctN_00", "PctN_01")),
        list(1, character(0), 0, c("N", "PctN_00"))
      )
    ) |>
    select(g, h, `_TYPE_`, N, PctN_10, PctN_01, PctN_00)
  sas_show_tabulation(
    lib,
    statistics,
    c("g", "h"),
    list(list()),
    list(list(c("g", "g")), list("Total")),
    list(
      list(c("h", "h"), "N"), list(c("h", "h"), "Row %"), list(c("h", "h"), "ColPctN"), list("Total", "N"),
      list("Total", "PctN")
    ),
    list(
      list(
        list(c("N", "12."), c("PctN_10", "12.2"), c("PctN_01", "12.2"), c("N", "12."), c("PctN_00", "12.2")),
        list(c("N", "12."), c("PctN_00", "12.2"), c("PctN_01", "12.2"), c("N", "12."), c("PctN_00", "12.2"))
      )
    ),
    list(`12.` = \(x) sas_put(x, "", 12), `12.2` = \(x) sas_put(x, "", 12, 2))
  )

  # program.sas 17-19: PROC TABULATE
  statistics_2 <- s |>
    sas_tabulate(
      c("g", "h"),
      list(c("N", "n", "")),
      0:3,
      shares = list(list("PctN_10", 3, "N", "N", 2), list("PctN_00", 0, "N", "N", 0))
    )
  bases <- statistics_2 |>
    sas_tabulation_rows(
      c("g", "h"), list(list(1, character(0), 3, "PctN_10"), list(1, character(0), 0, "PctN_00"))
    ) |>
    select(g, h, `_TYPE_`, PctN_10, PctN_00)
  sas_show_tabulation(
    lib,
    statistics_2,
    c("g", "h"),
    list(list()),
    list(list()),
    list(list(c("g", "g"), c("h", "h"), "PctN"), list("All", "PctN")),
    list(list(list(c("PctN_10", "12.2"), c("PctN_00", "12.2")))),
    list(`12.2` = \(x) sas_put(x, "", 12, 2))
  )

  # program.sas 22-25: PROC TABULATE
  statistics_3 <- s |>
    sas_tabulate(
      "g", list(c("x_Sum", "sum", "x")), c(0, 1), shares = list(list("x_PctSum_0_x", 1, "x_Sum", "x_Sum", 0))
    )
  sums <- statistics_3 |>
    sas_tabulation_rows("g", list(list(1, character(0), 1, "x_PctSum_0_x"))) |>
    select(g, x_PctSum_0_x)
  sas_show_tabulation(
    lib,
    statistics_3,
    "g",
    list(list()),
    list(list(c("g", "g"))),
    list(list("x", "PctSum")),
    list(list(list(c("x_PctSum_0_x", "6.1")))),
    list(`6.1` = \(x) sas_put(x, "", 6, 1))
  )

  list(s = s, shares = shares, bases = bases, sums = sums)
}

if (sys.nframe() == 0) sas_main(run, libraries)
