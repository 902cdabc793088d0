# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA numbers, row by row: the step reads text with INPUT
make_numbers <- function() {
  lines <- sas_lines(c(
    "1.5 ab",
    "-20 abcdefgh",
    ". ."
  ))
  out_n <- 0
  out_x <- numeric(0)
  out_name <- character(0)
  repeat {
    lines$start()
    if (lines$ended) break
    x <- lines$number(name = "x")
    name <- lines$text(length = 8)
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_x[out_n] <- x
    out_name[out_n] <- name
  }
  sas_table(x = out_x, name = out_name)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA numbers
  numbers <- make_numbers()

  # program.sas 10-15: DATA aligned
  aligned <- numbers |>
    mutate(
      plain = sas_cut(paste0("[", sas_put(x, "", 8, 1), "]"), 10),
      left = sas_cut(paste0("[", sas_align(sas_put(x, "", 8, 1), "L", 8), "]"), 10),
      short = sas_cut(paste0("x", sas_align(sas_put(x, "BEST", 4), "L", 4)), 5),
      right = sas_cut(paste0("[", sas_align(sas_put(name, "$", 8), "R", 8), "]"), 10)
    )

  list(numbers = numbers, aligned = aligned)
}

if (sys.nframe() == 0) sas_main(run, libraries)
