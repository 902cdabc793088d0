# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA l, row by row: the step reads text with INPUT
make_l <- function() {
  lines <- sas_lines(c(
    "1 1",
    "1 2",
    "1 3",
    "2 4"
  ))
  out_n <- 0
  out_id <- out_x <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    id <- lines$number(name = "id")
    x <- lines$number(name = "x")
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_id[out_n] <- id
    out_x[out_n] <- x
  }
  sas_table(id = out_id, x = out_x)
}

# DATA r, row by row: the step reads text with INPUT
make_r <- function() {
  lines <- sas_lines(c(
    "1 10",
    "1 20",
    "2 30",
    "2 .",
    "3 50"
  ))
  out_n <- 0
  out_id <- out_y <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    id <- lines$number(name = "id")
    y <- lines$number(name = "y")
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_id[out_n] <- id
    out_y[out_n] <- y
  }
  sas_table(id = out_id, y = out_y)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA l
  l <- make_l()

  # program.sas 11-13: DATA r
  r <- make_r()

  # program.sas 22-26: DATA paired
  paired <- sas_merge_by(
    sas_sorted(l, "id", "WORK.L"), sas_sorted(r, "id", "WORK.R"), "id", in_left = "in_l", in_right = "in_r"
  ) |>
    mutate(
      has_l = as.numeric(in_l),
      has_r = as.numeric(in_r),
      in_l = NULL,
      in_r = NULL
    )

  list(l = l, r = r, paired = paired)
}

if (sys.nframe() == 0) sas_main(run, libraries)
