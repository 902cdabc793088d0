# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

pairs_lines <- c(
  "1 2",
  "3 4"
)

# DATA pairs, row by row (L0203): a statement works row by row (GO TO)
make_pairs <- function() {
  pairs <- 0  # kept from row to row
  lines <- sas_lines(pairs_lines, first_line = 9)
  out_n <- 0
  out_a <- out_b <- out_pairs <- out_last <- numeric(0)
  step_done <- FALSE
  repeat {
    row_done <- FALSE
    a <- b <- last <- NA_real_
    place <- ""  # where GO TO goes on
    repeat {
      if (place == "") {
        lines$start()
        if (lines$ended && lines$told_end) {
          step_done <- TRUE
          break
        }
        a <- lines$unless_ended(a, lines$number(name = "a"))
        b <- lines$unless_ended(b, lines$number(name = "b"))
        if (!lines$ended) {
          lines$finish("@@")
        }
        if (lines$ended && lines$told_end) {
          step_done <- TRUE
          break
        }
        if (as.numeric(lines$ran_out()) != 0) {
          place <- "done"
          next
        }
        pairs <- pairs + 1
        row_done <- TRUE
        break
      }
      if (place == "done") {
        last <- 9
        out_n <- out_n + 1
        out_a[out_n] <- a
        out_b[out_n] <- b
        out_pairs[out_n] <- pairs
        out_last[out_n] <- last
        break
      }
    }
    if (row_done) next
    if (step_done) break
  }
  sas_table(a = out_a, b = out_b, pairs = out_pairs, last = out_last)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-8: DATA pairs
  pairs <- make_pairs()

  list(pairs = pairs)
}

if (sys.nframe() == 0) sas_main(run, libraries)
