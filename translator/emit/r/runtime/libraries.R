# The libraries: where data sets are read and written, and what the run leaves beside its tables
sas_libraries <- function(data = ".", out = ".", map = list()) {
  sas_new_session()
  lib <- new.env()
  lib$data <- data
  lib$out <- out
  lib$map <- map
  lib$macros <- new.env()
  lib$work <- list()
  lib$executed <- list()
  lib$state <- new.env()
  lib$state$tables <- list()
  lib$made <- new.env()
  lib$opened <- new.env()  # what OPEN has opened
  lib$handles <- new.env()  # what FOPEN and DOPEN have opened
  lib$created <- character(0)  # files and folders that the run has made
  lib$assigned <- character(0)  # librefs that the LIBNAME function has assigned
  lib$message <- ""  # for SYSMSG and SYSRC
  lib$failed <- FALSE
  lib$connections <- new.env()  # databases that are open, by name
  lib$databases <- new.env()  # libref -> what reads a table of a database
  lib
}

# The folders given on the command line as --data DIR --out DIR
sas_arguments <- function() {
  words <- commandArgs(trailingOnly = TRUE)
  given <- list(data = ".", out = ".")
  for (name in names(given)) {
    at <- match(paste0("--", name), words)
    if (!is.na(at) && at < length(words)) given[[name]] <- words[at + 1]
  }
  unknown <- setdiff(grep("^--", words, value = TRUE), c("--data", "--out"))
  if (length(unknown)) stop("unknown argument ", unknown[1], "; use --data DIR --out DIR", call. = FALSE)
  given
}

# Run a program; what SAS would report as an error is one line, and the exit status 1
sas_main <- function(run, libraries) {
  arguments <- sas_arguments()
  tryCatch(
    invisible(run(sas_libraries(arguments$data, arguments$out, libraries))),
    sas_error = function(e) quit(status = 1),
    rlang_error = function(e) if (inherits(e$parent, "sas_error")) quit(status = 1) else stop(e),  # in a dplyr verb
    sas_not_translated = function(e) {
      message(conditionMessage(e))
      quit(status = 1)
    }
  )
}

# The folder of a libref below a base folder; a folder that does not exist counts as the base
sas_folder <- function(lib, libref, base) {
  if (exists(libref, envir = lib$databases, inherits = FALSE)) {
    sas_stop("R0444", paste0("ERROR: The library ", toupper(libref), " lies in a database."))
  }
  folder <- lib$map[[libref]]
  if (is.null(folder)) folder <- libref
  if (grepl("^([A-Za-z]:|/)", folder)) folder else file.path(base, folder)
}

# The file of a data set, whatever the case of its letters; NULL where there is none
sas_find_file <- function(folder, name) {
  files <- list.files(folder)
  for (ending in c("rds", "sas7bdat", "xpt", "csv", "parquet")) {
    hit <- which(tolower(files) == paste0(tolower(name), ".", ending))
    if (length(hit)) return(file.path(folder, files[hit[1]]))
  }
  NULL
}

# Read `libref.name`: rds, sas7bdat, xpt, csv or parquet. Text is trimmed and never NA, dates are SAS's numbers
sas_read <- function(lib, dataset) {
  parts <- strsplit(tolower(dataset), ".", fixed = TRUE)[[1]]
  if (length(parts) == 1) parts <- c("work", parts)
  if (exists(parts[1], envir = lib$databases, inherits = FALSE)) return(get(parts[1], envir = lib$databases)(parts[2]))
  key <- paste(parts, collapse = ".")
  if (exists(key, envir = lib$made, inherits = FALSE)) return(get(key, envir = lib$made))
  file <- if (parts[1] == "work") NULL else sas_find_file(sas_folder(lib, parts[1], lib$data), parts[2])
  if (is.null(file) && parts[1] != "work") file <- sas_find_file(sas_folder(lib, parts[1], lib$out), parts[2])
  if (is.null(file)) {
    there <- parts[1] == "work" || any(dir.exists(sas_folder(lib, parts[1], c(lib$data, lib$out))))
    sas_stop("R0101", if (there) {
      paste0("ERROR: File ", toupper(parts[1]), ".", toupper(parts[2]), ".DATA does not exist.")
    } else {
      paste0("ERROR: Libref ", toupper(parts[1]), " is not assigned.")
    })
  }
  rows <- switch(
    tolower(sub(".*\\.", "", file)),
    rds = readRDS(file),
    sas7bdat = haven::read_sas(file),
    xpt = haven::read_xpt(file),
    csv = sas_read_csv(file),
    parquet = {
      if (!requireNamespace("arrow", quietly = TRUE)) {
        sas_stop("R0436", paste0("ERROR: ", basename(file), " needs the R package arrow, which is not installed."))
      }
      arrow::read_parquet(file)
    }
  )
  sas_plain_table(rows)
}

# A csv file: columns of numbers become numbers, all others stay text
sas_read_csv <- function(file) {
  rows <- utils::read.csv(
    file, colClasses = "character", check.names = FALSE, na.strings = character(0), fileEncoding = "UTF-8-BOM"
  )
  for (name in names(rows)) {
    words <- trimws(rows[[name]])
    number <- grepl("^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?$", words)
    if (length(words) && all(number | words %in% c("", "."))) rows[[name]] <- sas_read_number(words)
  }
  rows
}

# A table as the programs expect it: doubles, trimmed text without NA, no classes
sas_plain_table <- function(rows) {
  rows <- as_tibble(rows)
  for (name in names(rows)) {
    x <- rows[[name]]
    if (is.factor(x)) x <- as.character(x)
    if (inherits(x, "POSIXct")) {
      x <- as.numeric(x) + 315619200
    } else if (inherits(x, "Date")) {
      x <- as.numeric(x) + 3653
    } else if (inherits(x, "difftime")) {
      units(x) <- "secs"
      x <- as.numeric(x)
    }
    if (is.character(x)) {
      x <- as.character(x)
      x[is.na(x)] <- ""
      x <- sub(" +$", "", x)
    } else {
      x <- as.double(x)
      sas_must_not_be_large(x)
      if (isFALSE(sas_session$special)) {
        letters <- sas_missing_letter(x[is.na(x)])
        if (any(letters != "")) sas_check_special(letters[letters != ""][1])
      }
    }
    rows[[name]] <- x
  }
  attributes(rows) <- attributes(rows)[c("names", "row.names", "class")]
  rows
}

# Write a table to `libref.name`: an rds that keeps every bit, and a csv for people
sas_write <- function(lib, rows, dataset, labels = list(), formats = list(), lengths = list()) {
  parts <- strsplit(tolower(dataset), ".", fixed = TRUE)[[1]]
  for (name in names(rows)) sas_must_be_finite(rows[[name]], paste("A value of", name))
  assign(paste(parts, collapse = "."), rows, envir = lib$made)
  folder <- sas_folder(lib, parts[1], lib$out)
  dir.create(folder, recursive = TRUE, showWarnings = FALSE)
  for (name in names(labels)) attr(rows[[name]], "label") <- labels[[name]]
  for (name in names(formats)) attr(rows[[name]], "format.sas") <- formats[[name]]
  for (name in names(lengths)) attr(rows[[name]], "width") <- lengths[[name]]
  saveRDS(rows, file.path(folder, paste0(parts[2], ".rds")))
  shown <- lapply(rows, function(x) {
    if (is.character(x)) return(paste0("\"", gsub("\"", "\"\"", x, fixed = TRUE), "\""))
    ifelse(is.na(x), sas_missing_text(x, 1), sprintf("%.17g", x))
  })
  lines <- if (nrow(rows)) do.call(paste, c(unname(shown), sep = ",")) else character(0)
  header <- paste0("\"", gsub("\"", "\"\"", names(rows), fixed = TRUE), "\"", collapse = ",")
  con <- file(file.path(folder, paste0(parts[2], ".csv")), open = "w", encoding = "UTF-8")
  writeLines(c(header, lines), con)
  close(con)
  invisible(rows)
}

# Keep a printed table as data, and print it
sas_show <- function(lib, proc, name, title, columns, rows) {
  cells <- lapply(rows, as.character)
  if (!length(cells)) return(invisible(NULL))
  lib$state$tables[[length(lib$state$tables) + 1]] <- list(
    step = lib$state$step, proc = proc, name = name, title = title, columns = columns, rows = cells
  )
  if (nzchar(title)) cat("\n", title, "\n", sep = "")
  widths <- vapply(
    seq_along(columns), function(j) max(nchar(c(columns[j], vapply(cells, `[`, "", j)))), numeric(1)
  )
  line <- function(words) {
    cells <- paste0(strrep(" ", widths - nchar(words)), words)
    cat(sub(" +$", "", paste(cells, collapse = "  ")), "\n", sep = "")
  }
  line(columns)
  for (row in cells) line(row)
  invisible(NULL)
}
