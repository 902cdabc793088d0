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

  # program.sas 5-7: DATA people
  people <- tribble(
    ~site, ~age, ~sex, ~x,
    1, 40, "m", 3,
    1, 12, "m", 4,
    1, 13, "f", 5,
    2, 61, "f", 2,
    2, 60, "f", 5,
    2, 70, "m", 5
  )

  # program.sas 17-22: PROC MEANS
  by_site <- people |>
    sas_sorted("site", "WORK.PEOPLE") |>
    sas_summarize(
      c("age", "sex"),
      list(c("total", "sum", "x")),
      3,
      by = "site",
      order = list(age = "freq", sex = "freq"),
      levels = list(age = agegrp)
    )

  list(people = people, by_site = by_site)
}

if (sys.nframe() == 0) sas_main(run, libraries)
