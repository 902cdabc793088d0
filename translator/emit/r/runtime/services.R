# A macro variable's value as a number
sas_symget_number <- function(lib, name) sas_to_number(sas_symget(lib, name))

sas_symexist <- function(lib, name) {
  as.numeric(exists(toupper(trimws(name, whitespace = " ")), envir = lib$macros, inherits = FALSE))
}

# RESOLVE: a text with the values of macro variables; macro calls need SAS's macro processor
sas_resolve <- function(lib, text) {
  if (grepl("%[A-Za-z_]", text)) not_translated("H0474", "RESOLVE of a macro call")
  sas_resolved(lib, text)
}

# EXIST: is there a data set of that name?
sas_exist <- function(lib, name, ...) {
  parts <- strsplit(tolower(trimws(name)), ".", fixed = TRUE)[[1]]
  if (length(parts) == 1) parts <- c("work", parts)
  if (!is.null(lib$tables) && exists(paste(parts, collapse = "."), envir = lib$tables, inherits = FALSE)) return(1)
  if (exists(paste(parts, collapse = "."), envir = lib$made, inherits = FALSE)) return(1)
  if (parts[1] == "work") return(0)
  as.numeric(!is.null(sas_find_file(sas_folder(lib, parts[1], lib$data), parts[2])))
}

sas_fileexist <- function(lib, name) {
  as.numeric(file.exists(trimws(name)) || file.exists(file.path(lib$data, trimws(name))))
}

# FEXIST: is there a file of that fileref?
sas_fexist <- function(lib, fileref) {
  key <- tolower(trimws(fileref))
  path <- sas_session$filerefs[[key]]
  if (!is.null(sas_session$files[[key]])) return(1)
  if (is.null(path) || path == "") return(0)
  if (!is.null(sas_session$files[[paste0("path:", path)]])) return(1)
  sas_fileexist(lib, path)
}

# TODAY, TIME, DATETIME
sas_today <- function() as.numeric(Sys.Date()) + 3653
sas_time_now <- function() sas_datetime_now() %% 86400
sas_datetime_now <- function() as.numeric(Sys.time()) + 315619200

# PUTN, PUTC, INPUTN, INPUTC: a format whose name the run makes; the width that is given counts before the name's
sas_named_format <- function(format, width = NULL) {
  found <- regmatches(format, regexec("^ *(\\$?[A-Za-z_]*(?:[0-9]+[A-Za-z_]+)*)([0-9]*)[.]?([0-9]*) *$", format))[[1]]
  list(
    name = toupper(found[2]), width = if (!is.null(width)) width else if (nzchar(found[3])) as.numeric(found[3]),
    decimals = if (nzchar(found[4])) as.numeric(found[4])
  )
}

# What a format of the program writes. `width`: NULL for its own
sas_put_own <- function(x, own, width) {
  takes_width <- "width" %in% names(formals(own))
  text <- if (is.null(width)) own(x) else sas_cut(if (takes_width) own(x, width) else own(x), width)
  trimws(text, which = "right", whitespace = " ")
}

# What an informat of the program reads
sas_input_own <- function(text, own, width) if (is.null(width)) own(text) else own(text, width)

# `formats`: the functions of the program's own, by name
sas_putn <- function(x, format, width = NULL, decimals = NULL, formats = list()) {
  f <- sas_named_format(format, width)
  if (!is.null(formats[[f$name]])) return(sas_put_own(x, formats[[f$name]], f$width))
  sas_put(x, f$name, f$width, if (is.null(decimals)) f$decimals else decimals)
}

sas_putc <- function(x, format, width = NULL, formats = list()) {
  f <- sas_named_format(if (startsWith(format, "$")) format else paste0("$", format), width)
  if (!is.null(formats[[f$name]])) return(sas_put_own(x, formats[[f$name]], f$width))
  sas_put(x, f$name, f$width)
}

sas_inputn <- function(text, format, width = NULL, decimals = NULL, formats = list()) {
  f <- sas_named_format(format, width)
  if (!is.null(formats[[f$name]])) return(sas_input_own(text, formats[[f$name]], f$width))
  sas_input(text, f$name, f$width, if (is.null(decimals)) f$decimals else decimals)
}

sas_inputc <- function(text, format, width = NULL, formats = list()) {
  f <- sas_named_format(if (startsWith(format, "$")) format else paste0("$", format), width)
  if (!is.null(formats[[f$name]])) return(sas_input_own(text, formats[[f$name]], f$width))
  sas_input(text, f$name, f$width)
}

# CALL SORTN and SORTC: the values in order, missing ones first
sas_sort_values <- function(values) {
  if (is.character(values)) return(sort(values, method = "radix"))
  values[do.call(order, sas_keys(values))]
}
