# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA people, row by row: the step reads text with INPUT
make_people <- function() {
  lines <- sas_lines(c(
    "Ann 30 60",
    "Bo 15 .",
    "Cid . 80",
    "Dag 40 .",
    "Eva 50 81"
  ))
  out_n <- 0
  out_name <- character(0)
  out_age <- out_weight <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    name <- lines$text(length = 8)
    age <- lines$number(name = "age")
    weight <- lines$number(name = "weight")
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_name[out_n] <- name
    out_age[out_n] <- age
    out_weight[out_n] <- weight
  }
  sas_table(name = out_name, age = out_age, weight = out_weight)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA people
  people <- make_people()

  # program.sas 12-17: DATA adults
  adults <- people |>
    filter(age >= 18 | is.na(age)) |>
    mutate(half = weight / 2) |>
    # a missing half is below 40: the row stays
    filter(is.na(half) | half < 40)

  list(people = people, adults = adults)
}

if (sys.nframe() == 0) sas_main(run, libraries)
