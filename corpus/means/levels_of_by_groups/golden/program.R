# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Format AGEGRP: low-<18 Child; 18-high Adult
agegrp <- function(x, width = 5) {
  x <- sas_snap(x, 18)
  case_when(x < 18 ~ "Child", x >= 18 ~ "Adult", TRUE ~ sas_put(x, "BEST", width))
}

# DATA people, row by row: the step reads text with INPUT
make_people <- function() {
  lines <- sas_lines(c(
    "1 40 m 3",
    "1 12 m 4",
    "1 13 f 5",
    "2 61 f 2",
    "2 60 f 5",
    "2 70 m 5"
  ))
  out_n <- 0
  out_site <- out_age <- out_x <- numeric(0)
  out_sex <- character(0)
  repeat {
    lines$start()
    if (lines$ended) break
    site <- lines$number(name = "site")
    age <- lines$number(name = "age")
    sex <- lines$text(length = 8)
    x <- lines$number(name = "x")
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_site[out_n] <- site
    out_age[out_n] <- age
    out_sex[out_n] <- sex
    out_x[out_n] <- x
  }
  sas_table(site = out_site, age = out_age, sex = out_sex, x = out_x)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-2: PROC FORMAT
  # Defined above: agegrp

  # program.sas 5-7: DATA people
  people <- make_people()

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
