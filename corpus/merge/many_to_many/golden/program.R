# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA l
  l <- tribble(
    ~id, ~x,
    1, 1,
    1, 2,
    1, 3,
    2, 4
  )

  # program.sas 11-13: DATA r
  r <- tribble(
    ~id, ~y,
    1, 10,
    1, 20,
    2, 30,
    2, NA,
    3, 50
  )

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
