# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA source, row by row: the step reads text with INPUT
make_source <- function() {
  lines <- sas_lines(c(
    "1 2 3 4",
    "5 . 7 8"
  ))
  out_n <- 0
  out_a <- out_b <- out_c <- out_d <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    a <- lines$number(name = "a")
    b <- lines$number(name = "b")
    c_ <- lines$number(name = "c")
    d <- lines$number(name = "d")
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_a[out_n] <- a
    out_b[out_n] <- b
    out_c[out_n] <- c_
    out_d[out_n] <- d
  }
  sas_table(a = out_a, b = out_b, c = out_c, d = out_d)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA source
  source <- make_source()

  # program.sas 9-12: DATA result
  result <- source |>
    select(first = a, b, c) |>
    mutate(total = first + b) |>
    select(first, b, sum = total)

  # program.sas 15-16: DATA swapped
  swapped <- source |> select(b = a, a = b)

  list(source = source, result = result, swapped = swapped)
}

if (sys.nframe() == 0) sas_main(run, libraries)
