# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

a_lines <- c(
  "1",
  "2"
)

# DATA a, row by row (L0203): a statement works row by row (GO TO)
make_a <- function() {
  lines <- sas_lines(a_lines, first_line = 7)
  out_n <- 0
  out_x <- out_y <- numeric(0)
  out_note <- character(0)
  step_done <- FALSE
  repeat {
    x <- y <- NA_real_
    note <- ""
    place <- ""  # where GO TO goes on
    repeat {
      if (place == "") {
        lines$start()
        if (lines$ended) {
          step_done <- TRUE
          break
        }
        x <- lines$number(name = "x")
        lines$finish()
        if (lines$ended) {
          step_done <- TRUE
          break
        }
        if (!is.na(x) && x > 1) {
          place <- "done"
          next
        }
        note <- "low"
        place <- "done"
      }
      if (place == "done") {
        y <- x
        out_n <- out_n + 1
        out_x[out_n] <- x
        out_note[out_n] <- note
        out_y[out_n] <- y
        break
      }
    }
    if (step_done) break
  }
  sas_table(x = out_x, note = out_note, y = out_y)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-6: DATA a
  a <- make_a()

  list(a = a)
}

if (sys.nframe() == 0) sas_main(run, libraries)
