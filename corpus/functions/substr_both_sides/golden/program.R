# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA masked, row by row (L0203): a statement works row by row (SUBSTR on the left side)
make_masked <- function(codes) {
  code_read <- codes$code
  out_code <- out_prefix <- out_rest <- character(nrow(codes))
  for (i in seq_len(nrow(codes))) {
    code <- code_read[i]
    prefix <- sas_cut(substr(code, 1, 2), 8)
    rest <- sas_cut(substring(code, 4), 8)
    code <- sas_set_substr(code, 1, 1, "#", 8)
    if (substr(code, 3, 3) == "-") {
      code <- sas_set_substr(code, 4, 3, "***", 8)
    }
    out_code[i] <- code
    out_prefix[i] <- prefix
    out_rest[i] <- rest
  }
  sas_table(code = out_code, prefix = out_prefix, rest = out_rest)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA codes
  codes <- tibble(code = c("AB-123", "XY", "Q-9-77"))

  # program.sas 10-15: DATA masked
  masked <- make_masked(codes)

  list(codes = codes, masked = masked)
}

if (sys.nframe() == 0) sas_main(run, libraries)
