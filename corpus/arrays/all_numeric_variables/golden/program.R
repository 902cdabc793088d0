# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA tidy, row by row: an array is used with a subscript that only the row knows
make_tidy <- function(raw) {
  name <- raw$name
  a <- raw$a
  city <- raw$city
  b <- raw$b
  out_name <- out_city <- character(nrow(raw))
  out_a <- out_b <- out_both <- numeric(nrow(raw))
  for (row in seq_len(nrow(raw))) {
    numbers <- c(a[row], b[row])
    texts <- c(name[row], city[row])
    for (i in sas_seq(1, 2)) {
      if (is.na(numbers[i])) {
        numbers[i] <- 0
      }
    }
    i <- 3
    for (i in sas_seq(1, 2)) {
      texts[i] <- toupper(texts[i])
    }
    i <- 3
    both <- 2 + 2
    out_name[row] <- texts[1]
    out_a[row] <- numbers[1]
    out_city[row] <- texts[2]
    out_b[row] <- numbers[2]
    out_both[row] <- both
  }
  sas_table(name = out_name, a = out_a, city = out_city, b = out_b, both = out_both)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA raw
  raw <- tribble(
    ~name, ~a, ~city, ~b,
    "ann", 1, "lund", NA,
    "", NA, "oslo", 4
  )

  # program.sas 9-20: DATA tidy
  tidy <- make_tidy(raw)

  list(raw = raw, tidy = tidy)
}

if (sys.nframe() == 0) sas_main(run, libraries)
