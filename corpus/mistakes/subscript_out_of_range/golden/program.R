# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA a, row by row (L0203): an array is used with a subscript that only the row knows
make_a <- function() {
  m <- c(10, 20, 30)
  lines <- sas_lines("1 4 2", first_line = 6)
  out_n <- 0
  out_k <- out_m1 <- out_m2 <- out_m3 <- out_v <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    k <- lines$number(name = "k")
    lines$finish("@@")
    if (lines$ended) break
    v <- m[sas_at(k, 1, 3, "4 column 7")]
    out_n <- out_n + 1
    out_k[out_n] <- k
    out_m1[out_n] <- m[1]
    out_m2[out_n] <- m[2]
    out_m3[out_n] <- m[3]
    out_v[out_n] <- v
  }
  sas_table(k = out_k, m1 = out_m1, m2 = out_m2, m3 = out_m3, v = out_v)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-5: DATA a
  a <- make_a()

  list(a = a)
}

if (sys.nframe() == 0) sas_main(run, libraries)
