# PROC EXPORT: values as their formats write them, missing ones empty; quotes where a value holds the delimiter.
# others: the format of the numbers that are not `known` columns (those that the run has made)
sas_write_delimited <- function(lib, rows, file, delimiter = ",", header = TRUE, labels = list(), levels = list(),
                                others = list(), known = character(0)) {
  quoted <- function(text) {
    special <- grepl("\"", text, fixed = TRUE)
    for (sign in strsplit(delimiter, "")[[1]]) special <- special | grepl(sign, text, fixed = TRUE)
    ifelse(special, paste0("\"", gsub("\"", "\"\"", text, fixed = TRUE), "\""), text)
  }
  lines <- character(0)
  if (header) {
    heads <- vapply(names(rows), function(name) if (is.null(labels[[name]])) name else labels[[name]], "")
    lines <- paste(quoted(heads), collapse = delimiter)
  }
  cells <- lapply(names(rows), function(name) {
    level <- levels[[name]]
    if (length(others) && !name %in% known && is.numeric(rows[[name]])) level <- others[[1]]
    shown <- sas_shown_column(rows[[name]], level)
    if (is.numeric(rows[[name]])) shown[shown == "."] <- ""
    quoted(shown)
  })
  if (nrow(rows)) lines <- c(lines, do.call(paste, c(cells, sep = delimiter)))
  sas_write_lines(lib, file, lines)
}

# Write a whole file: a fileref of this run, or a path below the output folder
sas_write_lines <- function(lib, file, lines) {
  key <- if (grepl("[./]", file)) paste0("path:", file) else tolower(file)
  sas_session$files[[key]] <- lines
  path <- sas_session$filerefs[[key]]
  if (is.null(path) && startsWith(key, "path:")) path <- file
  if (!is.null(path) && nzchar(path)) {
    full <- if (startsWith(path, "/")) path else file.path(lib$out, path)
    dir.create(dirname(full), recursive = TRUE, showWarnings = FALSE)
    con <- file(full, open = "w", encoding = "UTF-8")
    writeLines(lines, con)
    close(con)
  }
  invisible(NULL)
}

# PROC IMPORT: `columns` are the names with their informats ("$" for text) as the file had them when the program was
# translated; where its first rows tell something else now, the step stops
sas_read_delimited <- function(lib, file, columns = NULL, delimiter = ",", header = TRUE, first = if (header) 2 else 1, guess = 20,
                               plain_names = TRUE) {
  lines <- if (grepl("[./]", file)) sas_file_lines(lib, path = file) else sas_file_lines(lib, file)
  lines <- as.character(lines)
  fields <- lapply(lines[seq_along(lines) >= first], sas_split_fields, delimiter)
  head <- if (header && length(lines)) sas_split_fields(lines[1], delimiter) else character(0)
  sample <- lapply(lines[seq_along(lines) >= first & seq_along(lines) < first + guess], sas_split_fields, delimiter)
  width <- max(c(lengths(sample), length(head), 0))
  names <- sas_variable_names(c(head, rep("", width))[seq_len(width)], plain_names)
  part <- function(rows, place) vapply(rows, function(row) if (place <= length(row)) row[place] else "", "")
  informats <- vapply(seq_len(width), function(place) sas_guess_informat(part(sample, place)), "")
  if (is.null(columns)) columns <- stats::setNames(as.list(informats), names)
  if (!identical(names, names(columns)) || !identical(informats, unname(unlist(columns)))) {
    now <- paste(names, informats, collapse = ", ")
    sas_stop("R0600", paste0("ERROR: The columns of ", file, " are not those for which the program was translated: ", now, "."))
  }
  made <- lapply(seq_len(width), function(place) {
    text <- part(fields, place)
    if (informats[place] == "$") return(substr(text, 1, max(c(nchar(part(sample, place)), 1))))
    number <- sas_field_number(text, informats[place])
    if (any(is.na(number) & !text %in% c("", "."))) sas_log(paste0("NOTE: Invalid data for ", names[place], "."))
    number
  })
  tibble::as_tibble(stats::setNames(made, names), .name_repair = "minimal")
}

# The fields of a line as DSD splits it: quotes protect delimiters, two of them stand for one
sas_split_fields <- function(line, delimiter) {
  fields <- character(0)
  current <- ""
  quote <- ""
  quoted <- FALSE
  signs <- strsplit(line, "")[[1]]
  place <- 1
  while (place <= length(signs)) {
    sign <- signs[place]
    if (quote != "") {
      if (sign == quote && place < length(signs) && signs[place + 1] == quote) {
        current <- paste0(current, sign)
        place <- place + 1
      } else if (sign == quote) {
        quote <- ""
      } else {
        current <- paste0(current, sign)
      }
    } else if (sign %in% c("\"", "'") && trimws(current) == "" && !quoted) {
      quote <- sign
      current <- ""
      quoted <- TRUE
    } else if (grepl(sign, delimiter, fixed = TRUE)) {
      fields <- c(fields, trimws(current, whitespace = " "))
      current <- ""
      quoted <- FALSE
    } else {
      current <- paste0(current, sign)
    }
    place <- place + 1
  }
  c(fields, trimws(current, whitespace = " "))
}

# SAS names of a header: other characters become `_`, an empty one VARn, a repeated one gets a number
sas_variable_names <- function(header, plain = TRUE) {
  names <- character(0)
  for (place in seq_along(header)) {
    name <- substr(if (plain) gsub("[^A-Za-z0-9_]", "_", trimws(header[place])) else trimws(header[place]), 1, 32)
    if (name == "") name <- paste0("VAR", place)
    if (plain && grepl("^[0-9]", name)) name <- substr(paste0("_", name), 1, 32)
    base <- name
    number <- 0
    while (tolower(name) %in% tolower(names)) {
      name <- paste0(base, number)
      number <- number + 1
    }
    names <- c(names, name)
  }
  names
}

# The informat that reads all these values: BEST32. for numbers, a date or time informat, "$" where they are text
sas_guess_informat <- function(values) {
  known <- values[!values %in% c("", ".")]
  if (!length(known)) return("$")
  for (informat in c("BEST32.", "YYMMDD10.", "MMDDYY10.", "DDMMYY10.", "DATE9.", "TIME20.3", "DATETIME.", "ANYDTDTM40.", "NLNUM32.")) {
    if (!anyNA(sas_field_number(known, informat))) return(informat)
  }
  "$"
}

# The numbers that fields hold; NA where they are missing or cannot be read
sas_field_number <- function(text, informat) {
  text <- trimws(text)
  day <- function(found, y, m, d, month = NULL) {
    number <- if (is.null(month)) as.numeric(found[, m]) else match(toupper(found[, m]), toupper(month.abb))
    year <- as.integer(found[, y])
    short <- nchar(found[, y]) == 2  # YEARCUTOFF=1926
    year[short] <- year[short] + ifelse(year[short] < 26, 2000L, 1900L)
    texts <- sprintf("%04d-%02d-%02d", year, as.integer(number), as.integer(found[, d]))
    suppressWarnings(as.numeric(as.Date(texts, format = "%Y-%m-%d"))) + 3653
  }
  seconds <- function(found, h) {
    last <- sub("^:", "", found[, h + 2])
    as.numeric(found[, h]) * 3600 + as.numeric(found[, h + 1]) * 60 + ifelse(last == "", 0, suppressWarnings(as.numeric(last)))
  }
  pattern <- switch(
    informat,
    "BEST32." = "^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?$",
    "YYMMDD10." = "^([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})$",
    "MMDDYY10." = "^([0-9]{1,2})[-/]([0-9]{1,2})[-/]([0-9]{4})$",
    "DDMMYY10." = "^([0-9]{1,2})[-/]([0-9]{1,2})[-/]([0-9]{4})$",
    "DATE9." = "^([0-9]{1,2})-?([A-Za-z]{3})-?([0-9]{4})$",
    "TIME20.3" = "^([0-9]{1,2}):([0-5][0-9])(:[0-5][0-9](?:[.][0-9]+)?)?$",
    "DATETIME." = "^([0-9]{1,2})([A-Za-z]{3})([0-9]{4}|[0-9]{2}):([0-9]{1,2}):([0-5][0-9])(:[0-5][0-9](?:[.][0-9]+)?)?$",
    "ANYDTDTM40." = "^([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})[ T]([0-9]{1,2}):([0-5][0-9])(:[0-5][0-9](?:[.][0-9]+)?)?$",
    "NLNUM32." = paste0(
      "^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?$|",
      "^[-+]?[$]?[-+]?[0-9]{1,3}(,[0-9]{3})*([.][0-9]*)?$|^[-+]?[$][-+]?[0-9]+([.][0-9]*)?$"
    )
  )
  if (informat == "ANYDTDTM40.") {  # 1/31/2020 10:20 is 2020/1/31 10:20
    text <- sub("^([0-9]{1,2})/([0-9]{1,2})/([0-9]{4}) ", "\\3/\\1/\\2 ", text)
  }
  hit <- grepl(pattern, text, perl = TRUE)
  out <- rep(NA_real_, length(text))
  if (!any(hit)) return(out)
  if (informat %in% c("BEST32.", "NLNUM32.")) {
    out[hit] <- sas_decimal(gsub("[$,]", "", text[hit]))
    return(out)
  }
  found <- do.call(rbind, regmatches(text[hit], regexec(pattern, text[hit], perl = TRUE)))
  out[hit] <- switch(
    informat,
    "YYMMDD10." = day(found, 2, 3, 4), "MMDDYY10." = day(found, 4, 2, 3), "DDMMYY10." = day(found, 4, 3, 2),
    "DATE9." = day(found, 4, 3, 2, month.abb), "TIME20.3" = seconds(found, 2),
    "DATETIME." = day(found, 4, 3, 2, month.abb) * 86400 + seconds(found, 5),
    "ANYDTDTM40." = day(found, 2, 3, 4) * 86400 + seconds(found, 5)
  )
  out
}
