# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA lagged, row by row: LAG or another function with a memory stands under IF
make_lagged <- function(readings) {
  flag <- readings$flag
  x <- readings$x
  out_previous <- out_always <- out_two <- out_change <- numeric(nrow(readings))
  lag_x <- sas_queue(1)
  lag_x_2 <- sas_queue(1)
  lag_x_3 <- sas_queue(2)
  dif_x <- sas_queue(1)
  for (i in seq_len(nrow(readings))) {
    previous <- NA_real_
    if (!is.na(flag[i]) && flag[i] != 0) {
      previous <- sas_push(lag_x, x[i])
    }
    always <- sas_push(lag_x_2, x[i])
    two <- sas_push(lag_x_3, x[i])
    change <- sas_push_dif(dif_x, x[i])
    out_previous[i] <- previous
    out_always[i] <- always
    out_two[i] <- two
    out_change[i] <- change
  }
  sas_table(
    flag = flag, x = x, previous = out_previous, always = out_always, two = out_two,
    change = out_change
  )
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA readings
  readings <- tribble(
    ~flag, ~x,
    1, 10,
    0, 20,
    1, 30,
    1, NA
  )

  # program.sas 11-16: DATA lagged
  lagged <- make_lagged(readings)

  list(readings = readings, lagged = lagged)
}

if (sys.nframe() == 0) sas_main(run, libraries)
