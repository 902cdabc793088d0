# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Format AGEGRP: low-<18 Child; 18-high Adult
agegrp <- function(x, width = 5) {
  x <- sas_snap(x, 18)
  case_when(x < 18 ~ "Child", x >= 18 ~ "Adult", TRUE ~ sas_put(x, "BEST", width))
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-2: PROC FORMAT
  # Defined above: agegrp

  # program.sas 5-8: DATA people
  people <- tribble(
    ~site, ~age, ~w, ~k, ~x,
    1, 40, 1, 2, 3,
    1, 12, 2, 1, 4,
    1, 17, 3, 1, NA,
    2, 15, 1, 1, 8,
    2, 60, 0, 1, 5,
    2, 61, NA, 1, 2
  )

  # program.sas 18-25: PROC TABULATE
  statistics <- people |>
    sas_sorted("site", "WORK.PEOPLE") |>
    sas_tabulate(
      "age",
      list(
        c("x_N", "n", "x"), c("x_NMiss", "nmiss", "x"), c("x_SumWgt", "sumwgt", "x"), c("x_Mean", "mean", "x")
      ),
      1,
      by = "site",
      order = list(age = "formatted"),
      levels = list(age = agegrp),
      weights = list(x = "w"),
      frequency = "k"
    )
  weighted <- statistics |>
    sas_tabulation_rows(
      "age", list(list(1, character(0), 1, c("x_N", "x_NMiss", "x_SumWgt", "x_Mean"))), by = "site"
    )
  sas_show_tabulation(
    lib,
    statistics,
    "age",
    list(list()),
    list(list(c("age", "Age group"))),
    list(list("Paid", "N"), list("Paid", "NMiss"), list("Paid", "SumWgt"), list("Paid", "Mean")),
    list(list(list(c("x_N", "12."), c("x_NMiss", "12."), c("x_SumWgt", "12.2"), c("x_Mean", "COMMA8.1")))),
    list(
      `12.` = \(x) sas_put(x, "", 12),
      `12.2` = \(x) sas_put(x, "", 12, 2),
      COMMA8.1 = \(x) sas_put(x, "COMMA", 8, 1)
    ),
    levels = list(age = agegrp),
    by = "site"
  )

  list(people = people, weighted = weighted)
}

if (sys.nframe() == 0) sas_main(run, libraries)
