# External files record by record: what FOPEN opens, and the record that FREAD, FGET, FPUT and FWRITE work on. A file that
# is read has its records; one that is written takes each record when FWRITE is called. An identifier that no file has
# gives missing, as SAS gives it with a note on the argument

sas_file_items <- c("Filename", "Owner Name", "Group Name", "Access Permission", "File Size (bytes)")

# The identifier of a file; 0 where it is to be read and is not there. `name`: a fileref, or the path itself
sas_open_file <- function(lib, name, path, mode, there) {
  mode <- toupper(trimws(mode))
  if (mode == "") mode <- "I"
  if (!(mode %in% c("I", "S", "O", "A"))) not_translated("H0474", paste0("FOPEN in the mode ", mode))
  reads <- mode %in% c("I", "S")
  if (reads && !there) {
    sas_failed(lib, paste0("ERROR: Physical file does not exist, ", if (path == "") name else path, "."))
    return(0)
  }
  if (path != "" && dir.exists(sas_place_of(lib, path))) {
    sas_failed(lib, paste0("ERROR: Physical file is a directory, ", path, "."))
    return(0)
  }
  file <- new.env()
  file$path <- path
  file$records <- character(0)
  file$following <- 1  # the record that FREAD reads
  file$record <- ""
  file$column <- 1
  file$delimiters <- " "
  file$result <- 0  # of the last FGET
  if (reads) {
    file$records <- as.character(if (name == path) sas_file_lines(lib, path = path) else sas_file_lines(lib, name))
  } else {
    file$writer <- sas_writer(name, mod = mode == "A", lib = lib)
    if (path != "") {
      place <- if (grepl("^([A-Za-z]:|/)", path)) path else file.path(lib$out, path)
      dir.create(dirname(place), recursive = TRUE, showWarnings = FALSE)
      if (mode == "O" || !file.exists(place)) file.create(place)
      sas_note_made(lib, place)
    }
  }
  sas_new_handle(lib, file, "file")
}

# Keep an open file or folder; return its identifier
sas_new_handle <- function(lib, opened, kind) {
  opened$kind <- kind
  number <- max(0, as.numeric(ls(lib$handles))) + 1
  assign(as.character(number), opened, envir = lib$handles)
  number
}

# FOPEN: the identifier of the file of a fileref, 0 where it cannot be opened
sas_fopen <- function(lib, fileref, mode = "I", length = NA_real_, records = "") {
  name <- tolower(trimws(fileref))
  if (!is.na(length) || trimws(records) != "") not_translated("H0474", "FOPEN with a record length or format")
  if (!sas_is_assigned(name)) {
    sas_failed(lib, paste0("ERROR: No logical assign for filename ", toupper(name), "."))
    return(0)
  }
  reads <- toupper(trimws(mode)) %in% c("", "I", "S")
  sas_open_file(lib, name, sas_path_of(name), mode, !reads || sas_is_there(lib, name))
}

# The open file or folder of that number, NULL where there is none
sas_handle <- function(lib, number, kind = "file") {
  found <- if (is.na(number)) NULL else lib$handles[[as.character(trunc(number))]]
  if (is.null(found) || found$kind != kind) NULL else found
}

# FCLOSE, DCLOSE
sas_close_handle <- function(lib, number, kind) {
  if (is.null(sas_handle(lib, number, kind))) return(NA_real_)
  rm(list = as.character(trunc(number)), envir = lib$handles)
  0
}
sas_fclose <- function(lib, number) sas_close_handle(lib, number, "file")

# FREAD: 0 after the next record is read, -1 where there is none left
sas_fread <- function(lib, number) {
  file <- sas_handle(lib, number)
  if (is.null(file)) return(NA_real_)
  if (file$following > length(file$records)) return(-1)
  file$record <- file$records[file$following]
  file$column <- 1
  file$following <- file$following + 1
  0
}

# FGET: the next characters of the record, or the next item between delimiters, of which several count as one; `old`
# where none is left
sas_fget_text <- function(lib, number, old, length = NA_real_) {
  file <- sas_handle(lib, number)
  if (is.null(file)) return(old)
  size <- nchar(file$record)
  is_delimiter <- function(at) at <= size && grepl(substr(file$record, at, at), file$delimiters, fixed = TRUE)
  if (is.na(length)) {
    if (file$column == 1 && is_delimiter(1) && substr(file$record, 1, 1) != " ") {
      not_translated("H0474", "FGET of a record that begins with a delimiter")
    }
    while (is_delimiter(file$column)) file$column <- file$column + 1
    stop <- file$column
    while (stop <= size && !is_delimiter(stop)) stop <- stop + 1
  } else {
    stop <- min(file$column + trunc(length), size + 1)
  }
  file$result <- if (stop <= file$column) -1 else 0
  text <- substr(file$record, file$column, stop - 1)
  file$column <- max(stop, file$column) + is.na(length)
  if (file$result == 0) sub(" +$", "", text) else old
}

# FGET: 0 where it found something, -1 at the end of the record
sas_fget_result <- function(lib, number) {
  file <- sas_handle(lib, number)
  if (is.null(file)) NA_real_ else file$result
}

# FSEP: the characters between the items of FGET; with X they are given in hexadecimal
sas_fsep <- function(lib, number, delimiters, kind = "") {
  file <- sas_handle(lib, number)
  if (is.null(file)) return(NA_real_)
  if (toupper(trimws(kind)) == "X") {
    pairs <- regmatches(trimws(delimiters), gregexpr("..", trimws(delimiters)))[[1]]
    delimiters <- intToUtf8(strtoi(pairs, 16L))
  }
  file$delimiters <- if (delimiters == "") " " else delimiters
  0
}

# FPUT: a text is put into the record, where its column stands
sas_fput <- function(lib, number, text) {
  file <- sas_handle(lib, number)
  if (is.null(file)) return(NA_real_)
  before <- sas_pad(substr(file$record, 1, file$column - 1), file$column - 1)
  file$record <- paste0(before, text, substring(file$record, file$column + nchar(text)))
  file$column <- file$column + nchar(text)
  0
}

# FWRITE, FAPPEND: the record is written, and a new one begins
sas_fwrite <- function(lib, number, control = "") {
  file <- sas_handle(lib, number)
  if (is.null(file)) return(NA_real_)
  if (is.null(file$writer) || trimws(control) != "") {
    not_translated("H0474", "FWRITE to a file that is read, or with a carriage control")
  }
  file$writer$text(sub(" +$", "", file$record))
  file$writer$end()
  file$record <- ""
  file$column <- 1
  0
}

# FPOS: the column of the record, from 1
sas_fpos <- function(lib, number, column) {
  file <- sas_handle(lib, number)
  if (is.null(file) || is.na(column)) return(NA_real_)
  file$column <- max(trunc(column), 1)
  0
}

sas_fcol <- function(lib, number) {
  file <- sas_handle(lib, number)
  if (is.null(file)) NA_real_ else file$column
}

# FRLEN: the length of the record that was read
sas_frlen <- function(lib, number) {
  file <- sas_handle(lib, number)
  if (!is.null(file$writer)) not_translated("H0474", "FRLEN of a file that is written")
  if (is.null(file)) NA_real_ else as.numeric(nchar(file$record))
}

# FREWIND: FREAD starts at the first record again
sas_frewind <- function(lib, number) {
  file <- sas_handle(lib, number)
  if (is.null(file)) return(NA_real_)
  file$following <- 1
  0
}

# FNOTE: the number of the record that was read marks it; FPOINT: the next FREAD reads the marked record
sas_fnote <- function(lib, number) {
  file <- sas_handle(lib, number)
  if (is.null(file)) NA_real_ else file$following - 1
}

sas_fpoint <- function(lib, number, mark) {
  file <- sas_handle(lib, number)
  if (is.null(file) || is.na(mark)) return(NA_real_)
  file$following <- max(trunc(mark), 1)
  0
}

# FINFO: what SAS on UNIX tells of a file; blank for another item
sas_finfo <- function(lib, number, item) {
  file <- sas_handle(lib, number)
  known <- c(sas_file_items, "Last Modified", "Create Time")
  name <- known[match(toupper(trimws(item)), toupper(known))]
  if (is.null(file) || is.na(name)) return("")
  if (name == "File Size (bytes)" && file$path != "") {
    return(format(file.size(sas_place_of(lib, file$path)), scientific = FALSE))
  }
  if (name == "Filename" && grepl("^([A-Za-z]:|/)", file$path)) return(file$path)
  not_translated("H0474", paste0("FINFO: only the machine knows ", name))
}

sas_foptnum <- function(lib, number) {
  if (is.null(sas_handle(lib, number))) NA_real_ else as.numeric(length(sas_file_items))
}

sas_foptname <- function(lib, number, place) {
  there <- !is.null(sas_handle(lib, number)) && !is.na(place) && place >= 1 && place <= length(sas_file_items)
  if (there) sas_file_items[trunc(place)] else ""
}
