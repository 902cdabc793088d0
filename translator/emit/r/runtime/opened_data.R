# Data sets that OPEN has opened: their attributes, their variables, and the rows that FETCH reads. An identifier that
# no data set has gives missing (a blank text), as SAS gives it with a note on the argument

# OPEN: the identifier of a data set, 0 where there is none of that name. `rows`: the data set where the program holds
# it; without it, it is looked for in the libraries. The others are what is known of it
sas_open_dataset <- function(lib, name, rows = NULL, mode = "I", label = NULL, labels = NULL, formats = NULL,
                             informats = NULL, lengths = NULL) {
  parts <- strsplit(tolower(trimws(name)), ".", fixed = TRUE)[[1]]
  if (length(parts) == 1) parts <- c("work", parts)
  if (is.null(rows) && parts[1] == "work") rows <- lib$work[[parts[2]]]
  full <- paste(parts, collapse = ".")
  if (is.null(rows) && parts[1] != "work" && sas_exist(lib, full) == 1) rows <- sas_read(lib, full)
  if (is.null(rows)) {
    sas_failed(lib, paste0("ERROR: File ", toupper(full), ".DATA does not exist."))
    return(0)
  }
  number <- max(0, as.numeric(ls(lib$opened))) + 1
  data <- new.env()
  data$name <- toupper(full)
  data$rows <- rows
  data$facts <- list(mode = mode, label = label, labels = labels, formats = formats, informats = informats,
                     lengths = lengths)
  data$at <- 0  # the row that was read last
  data$following <- 1  # the row that FETCH reads
  assign(as.character(number), data, envir = lib$opened)
  number
}

# OPEN of a data set whose name the run makes; `own`: those that the program holds
sas_open_named <- function(lib, name, own, mode = "I") {
  if (grepl("(", name, fixed = TRUE)) not_translated("H0474", "OPEN with data set options that the run makes")
  sas_open_dataset(lib, name, own[[sub("^work\\.", "", tolower(trimws(name)))]], mode)
}

# The open data set of that number, NULL where there is none
sas_opened <- function(lib, number) {
  if (is.na(number)) NULL else lib$opened[[as.character(trunc(number))]]
}

sas_close_dataset <- function(lib, number) {
  if (is.null(sas_opened(lib, number))) return(NA_real_)
  rm(list = as.character(trunc(number)), envir = lib$opened)
  0
}

# ATTRN: a numeric attribute, missing where there is none of that name
sas_attrn <- function(lib, number, attribute) {
  data <- sas_opened(lib, number)
  if (is.null(data)) return(NA_real_)
  attribute <- toupper(trimws(attribute))
  if (attribute %in% c("AUDIT_DATA", "AUDIT_BEFORE", "AUDIT_ERROR", "CRDTE", "ISINDEX", "LRECL", "LRID", "MAXRC", "MODTE",
                       "NEXTGEN", "REUSE")) {
    not_translated("H0474", paste0("ATTRN: only SAS's own file knows ", attribute))
  }
  if (attribute %in% c("NOBS", "NLOBS", "NLOBSF")) return(as.numeric(nrow(data$rows)))
  if (attribute %in% c("NVARS", "NVAR")) return(as.numeric(ncol(data$rows)))
  if (attribute %in% c("ANY", "VAROBS")) {
    return(if (ncol(data$rows) == 0) -1 else as.numeric(nrow(data$rows) > 0))
  }
  if (attribute %in% c("ANOBS", "ARAND", "RANDOM", "ARWU", "INDEX", "RADIX")) return(1)
  if (attribute %in% c("ALTERPW", "AUDIT", "ICONST", "ISSUBSET", "MAXGEN", "NDEL", "PW", "READPW", "TAPE", "WHSTMT",
                       "WRITEPW")) {
    return(0)
  }
  NA_real_
}

# ATTRC: a character attribute, blank where there is none of that name
sas_attrc <- function(lib, number, attribute) {
  data <- sas_opened(lib, number)
  if (is.null(data)) return("")
  attribute <- toupper(trimws(attribute))
  of_sas <- c("CHARSET", "DATAREP", "ENCODING", "SORTEDBY", "SORTLVL", "SORTSEQ")
  if (attribute %in% of_sas || (attribute == "LABEL" && is.null(data$facts$label))) {
    not_translated("H0474", paste0("ATTRC: only SAS's own file knows ", attribute))
  }
  parts <- strsplit(data$name, ".", fixed = TRUE)[[1]]
  mode <- toupper(trimws(data$facts$mode))
  switch(attribute,
    LIB = parts[1], MEM = parts[2], LABEL = data$facts$label, MODE = if (mode == "") "I" else mode,
    COMPRESS = , ENCRYPT = "NO", ENGINE = "V9", MTYPE = "DATA", ""
  )
}

# VARNUM: the number of a variable, 0 where there is none of that name
sas_varnum <- function(lib, number, name) {
  data <- sas_opened(lib, number)
  if (is.null(data)) return(NA_real_)
  as.numeric(match(tolower(trimws(name)), tolower(names(data$rows)), nomatch = 0))
}

# The name of the nth variable, "" where there is none
sas_varname <- function(lib, number, place) {
  data <- sas_opened(lib, number)
  place <- trunc(place)
  if (is.null(data) || is.na(place) || place < 1 || place > ncol(data$rows)) "" else names(data$rows)[place]
}

sas_vartype <- function(lib, number, place) {
  name <- sas_varname(lib, number, place)
  if (name == "") "" else if (is.character(sas_opened(lib, number)$rows[[name]])) "C" else "N"
}

# What is known of a variable; the program stops where nothing is known of the data set
sas_told_fact <- function(lib, number, place, what) {
  name <- sas_varname(lib, number, place)
  if (name == "") return("")
  facts <- sas_opened(lib, number)$facts[[paste0(what, "s")]]
  if (is.null(facts)) not_translated("H0474", paste0(what, " of a data set whose ", what, "s are not known"))
  if (is.null(facts[[name]])) "" else facts[[name]]
}

sas_varlabel <- function(lib, number, place) sas_told_fact(lib, number, place, "label")
sas_varfmt <- function(lib, number, place) sas_told_fact(lib, number, place, "format")
sas_varinfmt <- function(lib, number, place) sas_told_fact(lib, number, place, "informat")

sas_varlen <- function(lib, number, place) {
  name <- sas_varname(lib, number, place)
  if (name == "") return(NA_real_)
  data <- sas_opened(lib, number)
  length <- data$facts$lengths[[name]]
  if (is.null(data$facts$lengths) || (is.null(length) && is.character(data$rows[[name]]))) {
    not_translated("H0474", paste0("VARLEN: the length of ", name, " is not known"))
  }
  if (is.null(length)) 8 else as.numeric(length)
}

# CALL SET: from now on FETCH fills variables of the step (in `env`; texts have a length, numbers NA), where a column has
# the name and the kind
sas_link_row <- function(lib, number, env, lengths) {
  data <- sas_opened(lib, number)
  if (is.null(data)) return(invisible(NULL))
  data$env <- env
  data$linked <- lengths
}

# Give the linked variables the values of the row that was read, unless `mode` is NOSET
sas_fill_linked <- function(data, mode) {
  if (is.null(data$env) || toupper(trimws(mode)) == "NOSET") return(invisible(NULL))
  for (place in names(data$linked)) {
    column <- match(tolower(data$linked[[place]]$name), tolower(names(data$rows)))
    length <- data$linked[[place]]$length
    if (is.na(column) || is.character(data$rows[[column]]) == is.na(length)) next
    value <- data$rows[[column]][data$at]
    assign(place, if (is.na(length)) value else sas_cut(value, length), envir = data$env)
  }
}

# FETCH: 0 after the next row is read, -1 where there is none left; NOSET leaves linked variables alone
sas_fetch <- function(lib, number, mode = "SET") {
  data <- sas_opened(lib, number)
  if (is.null(data)) return(NA_real_)
  if (data$following > nrow(data$rows)) return(-1)
  data$at <- data$following
  data$following <- data$following + 1
  sas_fill_linked(data, mode)
  0
}

# FETCHOBS: 0 after the nth row is read, -1 where the data set has fewer
sas_fetchobs <- function(lib, number, row, mode = "SET") {
  data <- sas_opened(lib, number)
  if (is.null(data)) return(NA_real_)
  if (is.na(row) || row < 1) not_translated("H0474", "FETCHOBS of no row: only SAS knows the number of this error")
  if (row > nrow(data$rows)) return(-1)
  data$at <- trunc(row)
  data$following <- data$at + 1
  sas_fill_linked(data, mode)
  0
}

sas_rewind <- function(lib, number) {
  data <- sas_opened(lib, number)
  if (is.null(data)) return(NA_real_)
  data$at <- 0
  data$following <- 1
  0
}

# CUROBS, NOTE: the number of the row that was read last
sas_curobs <- function(lib, number) {
  data <- sas_opened(lib, number)
  if (is.null(data) || data$at == 0) NA_real_ else data$at
}

# POINT: the next FETCH reads the row that NOTE has marked
sas_point_row <- function(lib, number, row) {
  data <- sas_opened(lib, number)
  if (is.null(data) || is.na(row)) return(NA_real_)
  data$following <- trunc(row)
  0
}

# DROPNOTE: a mark is the number of a row, nothing is kept of it
sas_drop_note <- function(lib, number, row) if (is.null(sas_opened(lib, number))) NA_real_ else 0

# GETVARN, GETVARC: a value of the row that was read last
sas_getvarn <- function(lib, number, place) {
  name <- sas_varname(lib, number, place)
  data <- sas_opened(lib, number)
  if (name == "" || data$at == 0 || is.character(data$rows[[name]])) NA_real_ else data$rows[[name]][data$at]
}

sas_getvarc <- function(lib, number, place) {
  name <- sas_varname(lib, number, place)
  data <- sas_opened(lib, number)
  if (name == "" || data$at == 0 || !is.character(data$rows[[name]])) "" else data$rows[[name]][data$at]
}

sas_dsname <- function(lib, number = NA_real_) {
  data <- sas_opened(lib, number)
  if (is.null(data)) "" else data$name
}
