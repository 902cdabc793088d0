# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

total_lines <- c(
  "1",
  "2",
  "3"
)

# DATA total, row by row (L0203): a statement works row by row (GO TO)
make_total <- function() {
  sum <- 0  # kept from row to row
  lines <- sas_lines(total_lines, first_line = 9)
  out_n <- 0
  out_sum <- numeric(0)
  step_done <- FALSE
  repeat {
    row_done <- FALSE
    a <- NA_real_
    place <- ""  # where GO TO goes on
    repeat {
      if (place == "") {
        lines$start()
        if (lines$ended && lines$told_end) {
          step_done <- TRUE
          break
        }
        a <- lines$unless_ended(a, lines$number(name = "a"))
        if (!lines$ended) {
          lines$finish()
        }
        if (lines$ended && lines$told_end) {
          step_done <- TRUE
          break
        }
        if (as.numeric(lines$ran_out()) != 0) {
          place <- "done"
          next
        }
        if (!is.na(a)) sum <- sum + a
        row_done <- TRUE
        break
      }
      if (place == "done") {
        out_n <- out_n + 1
        out_sum[out_n] <- sum
        break
      }
    }
    if (row_done) next
    if (step_done) break
  }
  sas_table(sum = out_sum)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-8: DATA total
  total <- make_total()

  list(total = total)
}

if (sys.nframe() == 0) sas_main(run, libraries)
