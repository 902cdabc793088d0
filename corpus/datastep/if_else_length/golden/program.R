# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA scores, row by row: the step reads text with INPUT
make_scores <- function() {
  lines <- sas_lines(c(
    "North 30",
    ". 55",
    "South .",
    "East 90",
    "West 80"
  ))
  out_n <- 0
  out_region <- character(0)
  out_score <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    region <- lines$text(length = 8)
    score <- lines$number(name = "score")
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_region[out_n] <- region
    out_score[out_n] <- score
  }
  sas_table(region = out_region, score = out_score)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA scores
  scores <- make_scores()

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
