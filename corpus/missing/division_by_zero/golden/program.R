# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA ratios, row by row: special missing values (.A-.Z) may occur
make_ratios <- function() {
  lines <- sas_lines(c(
    "6 3",
    "6 0",
    "0 0",
    ". 0",
    "6 ."
  ), first_line = 5)
  out_n <- 0
  out_a <- out_b <- out_ratio <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    a <- lines$number(name = "a")
    b <- lines$number(name = "b")
    lines$finish()
    if (lines$ended) break
    ratio <- sas_divide(sas_plain(a), sas_plain(b), "3 column 13")
    out_n <- out_n + 1
    out_a[out_n] <- a
    out_b[out_n] <- b
    out_ratio[out_n] <- ratio
  }
  sas_table(a = out_a, b = out_b, ratio = out_ratio)
}

# DATA again, row by row: special missing values (.A-.Z) may occur
make_again <- function(ratios) {
  a <- ratios$a
  b <- ratios$b
  ratio <- ratios$ratio
  out_safe <- out_back <- numeric(nrow(ratios))
  for (i in seq_len(nrow(ratios))) {
    safe <- sas_divide_ods(a[i], b[i])
    back <- sas_divide(sas_plain(b[i]), sas_plain(a[i]), "16 column 12")
    out_safe[i] <- safe
    out_back[i] <- back
  }
  sas_table(a = a, b = b, ratio = ratio, safe = out_safe, back = out_back)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-4: DATA ratios
  ratios <- make_ratios()

  # program.sas 13-16: DATA again
  again <- make_again(ratios)

  list(ratios = ratios, again = again)
}

if (sys.nframe() == 0) sas_main(run, libraries)
