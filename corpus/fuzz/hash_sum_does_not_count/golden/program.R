# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA counted, row by row (L0203): the step uses a hash object
make_counted <- function(keys) {
  k_read <- keys$k
  h <- NULL
  out_k <- out_rc <- out_total <- numeric(nrow(keys))
  for (i in seq_len(nrow(keys))) {
    one <- rc <- total <- NA_real_
    k <- k_read[i]
    if (i == 1) {
      one <- 1
      if (is.null(h)) {
        h <- sas_hash(environment(), keys = c(k = "k"), data = c(k = "k"), suminc = c(one = "one"))
      }
    }
    one <- 1
    rc <- h$ref()
    rc <- sas_ifn(sas_is_missing(h$sum()), 160038, 0)
    total <- sas_coalesce(h$sum(), total)
    out_k[i] <- k
    out_rc[i] <- rc
    out_total[i] <- total
  }
  sas_table(k = out_k, rc = out_rc, total = out_total)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA keys
  keys <- tibble(k = c(1, 1, 2, 1))

  # program.sas 8-19: DATA counted
  counted <- make_counted(keys)

  list(keys = keys, counted = counted)
}

if (sys.nframe() == 0) sas_main(run, libraries)
