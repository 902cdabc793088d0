# Keep the message of a function on data sets or files that failed
sas_failed <- function(lib, message) {
  lib$message <- message
  lib$failed <- TRUE
}

# SYSMSG: the message of the last failure; it is told once
sas_sysmsg <- function(lib) {
  message <- lib$message
  lib$message <- ""
  message
}

# SYSRC: 0 where no function has failed. The numbers of SAS's errors are SAS's own
sas_sysrc <- function(lib) {
  if (lib$failed) not_translated("H0474", "SYSRC: only SAS knows the number of an error")
  0
}
