# UNIQUE, PRIMARY KEY: no two rows are alike in these columns
sas_require_unique <- function(rows, columns, message) {
  codes <- lapply(rows[columns], sas_codes)
  if (nrow(rows) && anyDuplicated(do.call(paste, codes))) sas_stop("R0106", message)
  rows
}

# NOT NULL, PRIMARY KEY: none of these columns has a missing value
sas_require_there <- function(rows, columns, message) {
  for (name in columns) if (any(is.na(rows[[name]]) | rows[[name]] %in% "")) sas_stop("R0106", message)
  rows
}

# CHECK: the condition holds in all rows
sas_require_true <- function(rows, test, message) {
  holds <- eval(substitute(test), rows, parent.frame())
  if (!all(holds %in% TRUE)) sas_stop("R0106", message)
  rows
}
