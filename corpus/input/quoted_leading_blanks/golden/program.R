# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA quoted, row by row: the step reads text with INPUT
make_quoted <- function() {
  lines <- sas_lines(c(
    "\" a\",\" b\",\" c\"",
    "\"\",\"x \",."
  ), dsd = TRUE)
  out_n <- 0
  out_plain <- out_given <- out_kept <- character(0)
  repeat {
    lines$start()
    if (lines$ended) break
    plain <- lines$text(length = 8)
    given <- lines$text(informat = "$", width = 10, length = 10)
    kept <- lines$text(informat = "$CHAR", width = 10, length = 10)
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_plain[out_n] <- plain
    out_given[out_n] <- given
    out_kept[out_n] <- kept
  }
  sas_table(plain = out_plain, given = out_given, kept = out_kept)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-4: DATA quoted
  quoted <- make_quoted()

  list(quoted = quoted)
}

if (sys.nframe() == 0) sas_main(run, libraries)
