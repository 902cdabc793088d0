# Folders that DOPEN has opened: their members, by name

# DOPEN: the identifier of a folder, 0 where there is none
sas_dopen <- function(lib, fileref) {
  path <- sas_path_of(fileref)
  if (path == "") {
    sas_failed(lib, paste0("ERROR: No logical assign for filename ", toupper(trimws(fileref)), "."))
    return(0)
  }
  place <- sas_place_of(lib, path)
  if (!dir.exists(place)) {
    sas_failed(lib, paste0("ERROR: Physical file does not exist, ", path, "."))
    return(0)
  }
  folder <- new.env()
  folder$path <- path
  folder$members <- sort(list.files(place, all.files = TRUE, no.. = TRUE), method = "radix")
  sas_new_handle(lib, folder, "folder")
}

sas_dclose <- function(lib, number) sas_close_handle(lib, number, "folder")

# DNUM: how many members a folder has
sas_dnum <- function(lib, number) {
  folder <- sas_handle(lib, number, "folder")
  if (is.null(folder)) NA_real_ else as.numeric(length(folder$members))
}

# DREAD: the name of the nth member, in order of name
sas_dread <- function(lib, number, place) {
  folder <- sas_handle(lib, number, "folder")
  there <- !is.null(folder) && !is.na(place) && place >= 1 && trunc(place) <= length(folder$members)
  if (there) folder$members[trunc(place)] else ""
}

# DINFO: the path of a folder; what else SAS on UNIX tells only the machine knows
sas_dinfo <- function(lib, number, item) {
  folder <- sas_handle(lib, number, "folder")
  if (is.null(folder)) return("")
  if (toupper(trimws(item)) == "DIRECTORY" && grepl("^([A-Za-z]:|/)", folder$path)) return(folder$path)
  not_translated("H0474", paste0("DINFO: only the machine knows ", trimws(item)))
}

# MOPEN: the identifier of a member of a folder, 0 where it cannot be opened
sas_mopen <- function(lib, number, member, mode = "I", length = NA_real_, records = "") {
  folder <- sas_handle(lib, number, "folder")
  if (is.null(folder)) return(NA_real_)
  if (!is.na(length) || trimws(records) != "") not_translated("H0474", "MOPEN with a record length or format")
  path <- paste0(folder$path, "/", trimws(member))
  place <- sas_place_of(lib, path)
  sas_open_file(lib, path, path, mode, file.exists(place) && !dir.exists(place))
}
