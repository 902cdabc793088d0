# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

flows_lines <- c(
  "1 2 3",
  "4 5",
  "6 7 8",
  "9 10 11"
)

# DATA flows, row by row (L0203): a line of the program is shorter than INPUT wants
make_flows <- function() {
  lines <- sas_lines(flows_lines, first_line = 4)
  out_n <- 0
  out_a <- out_b <- out_c <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    a <- lines$number(name = "a")
    b <- lines$number(name = "b")
    c_ <- lines$number(name = "c")
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_a[out_n] <- a
    out_b[out_n] <- b
    out_c[out_n] <- c_
  }
  sas_table(a = out_a, b = out_b, c = out_c)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA flows
  flows <- make_flows()

  # program.sas 11-14: DATA missed
  missed <- tribble(
    ~a, ~b, ~c,
    1, 2, 3,
    4, 5, NA,
    6, NA, NA
  )

  # program.sas 21-24: DATA taken
  taken <- tribble(
    ~a, ~b,
    1, "abcdef",
    2, "ab",
    3, ""
  )

  list(flows = flows, missed = missed, taken = taken)
}

if (sys.nframe() == 0) sas_main(run, libraries)
