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
