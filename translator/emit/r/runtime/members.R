# Delete the files of a permanent data set; input files are never touched
sas_delete_member <- function(lib, name) {
  parts <- strsplit(tolower(name), ".", fixed = TRUE)[[1]]
  folder <- sas_folder(lib, parts[1], lib$out)
  for (ending in c("rds", "csv")) unlink(file.path(folder, paste0(parts[2], ".", ending)))
  if (exists(paste(parts, collapse = "."), envir = lib$made, inherits = FALSE)) {
    rm(list = paste(parts, collapse = "."), envir = lib$made)
  }
  invisible(NULL)
}

# EXIST of a data set whose name the run makes; `own`: those that the program holds, `maybe`: or may hold
sas_exists <- function(lib, name, own, maybe = list()) {
  dataset <- sub("^work\\.", "", tolower(trimws(name)))
  if (dataset %in% own || !is.null(maybe[[dataset]])) return(1)
  if (grepl(".", dataset, fixed = TRUE)) sas_exist(lib, dataset) else as.numeric(!is.null(lib$work[[dataset]]))
}
