# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA changes, row by row (L0203): OUTPUT stands before other statements
make_changes <- function(wide) {
  id <- wide$id
  visit1 <- wide$visit1
  visit2 <- wide$visit2
  out_n <- 0
  out_step <- out_score <- numeric(0)
  out_row <- integer(0)
  for (i in seq_len(nrow(wide))) {
    step <- 1
    score <- visit1[i]
    out_n <- out_n + 1
    out_row[out_n] <- i
    out_step[out_n] <- step
    out_score[out_n] <- score
    step <- 2
    score <- score - visit2[i]
    out_n <- out_n + 1
    out_row[out_n] <- i
    out_step[out_n] <- step
    out_score[out_n] <- score
  }
  sas_table(id = id[out_row], step = out_step, score = out_score)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 2-4: DATA wide
  # Visits side by side become rows
  wide <- tribble(
    ~id, ~sex, ~visit1, ~visit2, ~visit3,
    1, "F", 10, 11, NA,
    2, "M", 20, NA, 22
  )

  # program.sas 9-15: DATA visits
  visits <- wide |>
    # one row for each visit
    expand_grid(visit = c(1, 2, 3)) |>
    mutate(score = case_when(visit == 1 ~ visit1, visit == 2 ~ visit2, TRUE ~ visit3)) |>
    select(id, sex, visit, score)

  # program.sas 17-20: DATA known
  known <- wide |>
    expand_grid(part = c("first", "later")) |>
    mutate(score = if_else(part == "first", visit1, sas_sum_across(visit2, visit3))) |>
    filter(!is.na(score)) |>
    select(id, part, score)

  # program.sas 22-25: DATA changes
  changes <- make_changes(wide)

  list(wide = wide, visits = visits, known = known, changes = changes)
}

if (sys.nframe() == 0) sas_main(run, libraries)
