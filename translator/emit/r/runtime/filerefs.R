# Filerefs and librefs that functions of the run assign, and the files and folders that they stand for

sas_not_there <- 20006  # what functions return where a file does not exist

# The name for FILENAME to assign: SAS makes one where it is given none
sas_new_fileref <- function(lib, fileref) {
  if (trimws(fileref) != "") return(fileref)
  number <- 1
  while (sas_is_assigned(sprintf("#LN%05d", number))) number <- number + 1
  sprintf("#LN%05d", number)
}

# FILENAME: a fileref stands for a path, or for a file of this run (TEMP); without either it is set free
sas_assign_fileref <- function(lib, fileref, path = "", device = "") {
  name <- tolower(trimws(fileref))
  kind <- tolower(trimws(device))
  if (!(kind %in% c("", "disk", "temp"))) {
    not_translated("H0474", paste0("FILENAME with the device ", toupper(kind)))
  }
  sas_session$files[[name]] <- NULL
  path <- trimws(path)
  sas_session$filerefs[[name]] <- if (kind == "temp") "" else if (path == "") NULL else path
  0
}

# Does a fileref stand for something?
sas_is_assigned <- function(fileref) {
  name <- tolower(trimws(fileref))
  !is.null(sas_session$filerefs[[name]]) || !is.null(sas_session$files[[name]])
}

# The path of a fileref, "" for a file of this run
sas_path_of <- function(fileref) {
  path <- sas_session$filerefs[[tolower(trimws(fileref))]]
  if (is.null(path)) "" else path
}

# Where a path is: as it stands, or below the folder of the output or of the data, whichever has it
sas_place_of <- function(lib, path) {
  path <- trimws(path)
  if (grepl("^([A-Za-z]:|/)", path)) return(path)
  places <- c(file.path(lib$out, path), file.path(lib$data, path))
  c(places[file.exists(places)], places)[1]
}

# Does the file of a fileref exist?
sas_is_there <- function(lib, fileref) {
  path <- sas_path_of(fileref)
  if (path != "") return(file.exists(sas_place_of(lib, path)))
  lines <- sas_session$files[[tolower(trimws(fileref))]]
  if (length(lines) == 0 && sas_is_assigned(fileref)) {
    not_translated("H0474", "whether a temporary file without lines exists")
  }
  length(lines) > 0
}

# FILEREF: 0 where the file is there, negative where only the fileref is assigned, else positive
sas_fileref <- function(lib, name) {
  if (!sas_is_assigned(name)) return(20005)
  if (sas_is_there(lib, name)) 0 else -sas_not_there
}

# Note that the run has made a file or folder
sas_note_made <- function(lib, place) lib$created <- union(lib$created, normalizePath(place, mustWork = FALSE))

# PATHNAME of WORK: a folder of this run, which goes with it
sas_work_folder <- function(lib) {
  if (is.null(lib$temporary)) {
    lib$temporary <- tempfile("work_")
    dir.create(lib$temporary)
  }
  lib$temporary
}

# Is it a file or folder of this run: made by it, or below the folder of the output?
sas_may_change <- function(lib, place) {
  whole <- normalizePath(place, mustWork = FALSE)
  own <- paste0(normalizePath(c(lib$out, lib$temporary), mustWork = FALSE), "/")
  whole %in% lib$created || any(startsWith(whole, own))
}

# FDELETE: 0 after a file, or an empty folder, is deleted. Files that the run has not made are never touched
sas_fdelete <- function(lib, fileref) {
  name <- tolower(trimws(fileref))
  path <- sas_path_of(name)
  if (path == "") {
    if (!sas_is_assigned(name)) {
      sas_failed(lib, paste0("ERROR: No logical assign for filename ", toupper(name), "."))
      return(sas_not_there)
    }
    sas_session$files[[name]] <- NULL
    return(0)
  }
  place <- sas_place_of(lib, path)
  if (!file.exists(place)) {
    sas_failed(lib, paste0("ERROR: Physical file does not exist, ", path, "."))
    return(sas_not_there)
  }
  if (!sas_may_change(lib, place)) {
    not_translated("H0474", paste0("FDELETE of ", place, ", which the run has not made"))
  }
  if (dir.exists(place) && length(list.files(place, all.files = TRUE, no.. = TRUE))) {
    sas_failed(lib, paste0("ERROR: Directory is not empty, ", path, "."))
    return(sas_not_there)
  }
  unlink(place, recursive = dir.exists(place))
  sas_session$files[[name]] <- NULL
  sas_session$files[[paste0("path:", path)]] <- NULL
  0
}

# FCOPY: 0 after the lines of a file are copied to another
sas_fcopy <- function(lib, source, target) {
  for (name in c(source, target)) {
    if (!sas_is_assigned(name)) {
      sas_failed(lib, paste0("ERROR: No logical assign for filename ", toupper(trimws(name)), "."))
      return(sas_not_there)
    }
  }
  if (!sas_is_there(lib, source)) {
    sas_failed(lib, paste0("ERROR: Physical file does not exist, ", sas_path_of(source), "."))
    return(sas_not_there)
  }
  from <- sas_path_of(source)
  to <- sas_path_of(target)
  if (from != "" && to != "") {
    place <- if (grepl("^([A-Za-z]:|/)", to)) to else file.path(lib$out, to)
    dir.create(dirname(place), recursive = TRUE, showWarnings = FALSE)
    file.copy(sas_place_of(lib, from), place, overwrite = TRUE)
    sas_note_made(lib, place)
    sas_session$files[[tolower(trimws(target))]] <- NULL
    return(0)
  }
  file <- sas_writer(tolower(trimws(target)), lib = lib)
  for (line in sas_file_lines(lib, tolower(trimws(source)))) {
    file$text(line)
    file$end()
  }
  0
}

# DCREATE: the path of a new folder; blank where it cannot be made
sas_dcreate <- function(lib, name, parent = "") {
  path <- if (trimws(parent) == "") trimws(name) else paste0(trimws(parent), "/", trimws(name))
  place <- if (grepl("^([A-Za-z]:|/)", path)) path else file.path(lib$out, path)
  if (!dir.create(place, showWarnings = FALSE)) {
    sas_failed(lib, paste0("ERROR: Directory cannot be created, ", path, "."))
    return("")
  }
  sas_note_made(lib, place)
  path
}

# LIBREF: 0 where there is a library of that name: assigned, or a folder of the data or of the output
sas_libref_assigned <- function(lib, name) {
  libref <- tolower(trimws(name))
  if (libref %in% c("work", "sashelp", lib$assigned)) return(0)
  if (any(dir.exists(c(sas_folder(lib, libref, lib$out), sas_folder(lib, libref, lib$data))))) 0 else 70006
}

# LIBNAME: a libref stands for a folder; without one it is set free
sas_libname <- function(lib, name, path = "", engine = "", options = "") {
  libref <- tolower(trimws(name))
  if (!(toupper(trimws(engine)) %in% c("", "BASE", "V9")) || trimws(options) != "") {
    not_translated("H0474", "LIBNAME with an engine or options")
  }
  if (trimws(path) == "") {
    known <- libref %in% lib$assigned
    lib$assigned <- setdiff(lib$assigned, libref)
    lib$map[[libref]] <- NULL
    return(if (known) 0 else NA_real_)
  }
  lib$map[[libref]] <- trimws(path)
  lib$assigned <- union(lib$assigned, libref)
  if (dir.exists(sas_place_of(lib, path))) 0 else -70008
}
