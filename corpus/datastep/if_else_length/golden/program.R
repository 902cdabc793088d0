# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA scores
  scores <- tribble(
    ~region, ~score,
    "North", 30,
    "", 55,
    "South", NA,
    "East", 90,
    "West", 80
  )

  # program.sas 12-20: DATA graded
  graded <- scores |>
    mutate(
      grade = case_when(is.na(score) | score < 50 ~ "Low", score < 80 ~ "Med", TRUE ~ "Hig"),
      no_region = region == "",
      region = if_else(no_region, "none", region),
      grade = if_else(no_region, "", grade),
      no_region = NULL
    )

  list(scores = scores, graded = graded)
}

if (sys.nframe() == 0) sas_main(run, libraries)
