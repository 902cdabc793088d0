# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA visits, row by row: the step reads text with INPUT
make_visits <- function() {
  lines <- sas_lines(c(
    "bo 30 1",
    "Ann 30 .",
    "ann . 5",
    "Bo . 7",
    ". 30 9",
    "Ann 30 2"
  ))
  out_n <- 0
  out_name <- character(0)
  out_age <- out_score <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    name <- lines$text(length = 8)
    age <- lines$number(name = "age")
    score <- lines$number(name = "score")
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_name[out_n] <- name
    out_age[out_n] <- age
    out_score[out_n] <- score
  }
  sas_table(name = out_name, age = out_age, score = out_score)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA visits
  visits <- make_visits()

  # program.sas 13-14: PROC SORT
  by_age <- visits |> arrange(!is.na(age), age, desc(score))

  # program.sas 17-18: PROC SORT
  by_name <- visits |> arrange(name) |> select(name, score)

  list(visits = visits, by_age = by_age, by_name = by_name)
}

if (sys.nframe() == 0) sas_main(run, libraries)
