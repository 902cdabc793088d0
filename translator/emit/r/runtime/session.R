# The session: log, errors, macro variables that the run sets
sas_session <- new.env()

# OPTIONS MISSING=: how missing numbers are shown from now on
sas_show_missing <- function(character) {
  sas_session$missing <- character
  invisible(NULL)
}

# Empty the log and forget what an earlier program left
sas_new_session <- function() {
  rm(list = ls(sas_session), envir = sas_session)
  sas_session$log <- character(0)
  sas_session$files <- list()
  sas_session$filerefs <- list()
  sas_session$special <- FALSE  # a program that can hold .A to .Z says so
  sas_session$large <- FALSE  # and one that can hold numbers from 1E100 on
  invisible(sas_session)
}

# The program tells the special missing values .A to .Z from the missing value .
sas_expect_special_missing <- function() {
  sas_session$special <- TRUE
  invisible(NULL)
}

# The program's arithmetic is guarded: results that are too large are missing
sas_expect_large_numbers <- function() {
  sas_session$large <- TRUE
  invisible(NULL)
}

# Write a line to the log: kept for reports, and shown
sas_log <- function(line) {
  sas_session$line <- line
  evalq(log[length(log) + seq_along(line)] <- line, sas_session)  # grows in place: c() would copy all lines
  cat(line, sep = "\n")
  invisible(NULL)
}

# Stop as SAS stops a step: the message is SAS's own
sas_stop <- function(code, message) {
  sas_log(message)
  stop(structure(
    class = c("sas_error", "error", "condition"),
    list(message = message, call = NULL, code = code)
  ))
}

# A part of the program that was not translated: the run ends here
not_translated <- function(code, message) {
  stop(structure(
    class = c("sas_not_translated", "error", "condition"),
    list(message = paste0(code, ": ", message), call = NULL, code = code)
  ))
}

# A macro variable's new value
sas_set_macro <- function(lib, name, value) {
  assign(toupper(trimws(name, whitespace = " ")), value, envir = lib$macros)
  invisible(NULL)
}

# CALL SYMPUTX: blanks at the ends are left out, numbers have up to 32 characters
sas_symputx <- function(lib, name, value) {
  text <- if (is.numeric(value)) sas_put(value, "BEST", 32) else value
  sas_set_macro(lib, name, trimws(text, whitespace = " "))
}

# The value of a macro variable that the run has set, or of one that tells the day of the run
sas_symget <- function(lib, name) {
  key <- toupper(trimws(name, whitespace = " "))
  if (exists(key, envir = lib$macros, inherits = FALSE)) return(get(key, envir = lib$macros, inherits = FALSE))
  today <- as.numeric(Sys.Date()) + 3653  # days since 1960
  switch(key,
    SYSDATE9 = sas_put(today, "DATE", 9),
    SYSDATE = sas_put(today, "DATE", 7),
    SYSTIME = format(Sys.time(), "%H:%M"),
    SYSPARM = "",
    sas_stop("R0435", paste0("ERROR: No step of the translated program sets the macro variable ", key, "."))
  )
}
