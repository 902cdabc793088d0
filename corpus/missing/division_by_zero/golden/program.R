# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA again, row by row (L0203): special missing values (.A-.Z) may be an argument of a function
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
  sas_expect_special_missing()  # .A to .Z are told from .
  # program.sas 1-4: DATA ratios
  ratios <- tribble(
    ~a, ~b,
    6, 3,
    6, 0,
    0, 0,
    NA, 0,
    6, NA
  ) |>
    mutate(ratio = sas_plain(a) / na_if(sas_plain(b), 0))

  # program.sas 13-16: DATA again
  again <- make_again(ratios)

  list(ratios = ratios, again = again)
}

if (sys.nframe() == 0) sas_main(run, libraries)
