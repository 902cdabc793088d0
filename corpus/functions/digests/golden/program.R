# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA names
  names <- tibble(name = c("abc", "abc x"))

  # program.sas 9-16: DATA digests
  digests <- names |>
    mutate(
      md5 = sas_cut(sas_hashing("md5", sas_trim(name)), 32),
      sha = sas_cut(sas_hashing("sha1", sas_trim(name)), 200),
      crc = sas_cut(sas_hashing("crc32", "abc"), 200),
      sha256 = if_else(name == "abc", sas_cut(sas_hashing("sha256", sas_trim(name)), 64), ""),
      padded = as.numeric(md5 != sas_cut(sas_hashing("md5", sas_pad(name, 8)), 32))
    ) |>
    filter(name == "abc")

  list(names = names, digests = digests)
}

if (sys.nframe() == 0) sas_main(run, libraries)
