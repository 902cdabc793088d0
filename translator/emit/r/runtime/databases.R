# Databases: what is asked of them in their own SQL, and their tables as data sets of a library

# CONNECT: open a database under a name; ${NAME} in its URL is a variable of the environment
sas_connect <- function(lib, name, url) {
  sas_disconnect(lib, name)
  url <- sas_filled_in(url)
  assign(name, sas_open_database(toupper(name), url), envir = lib$connections)
  invisible(NULL)
}

# A database's URL with ${NAME} replaced by variables of the environment
sas_filled_in <- function(url) {
  for (name in unique(regmatches(url, gregexpr("[$][{]\\w+[}]", url))[[1]])) {
    value <- Sys.getenv(substr(name, 3, nchar(name) - 1), NA)
    if (is.na(value)) {
      sas_stop("R0438", paste0("ERROR: The environment variable ", substr(name, 3, nchar(name) - 1), " is not set."))
    }
    url <- gsub(name, value, url, fixed = TRUE)
  }
  url
}

# Open the database of an SQLAlchemy URL: SQLite by RSQLite, others by odbc
sas_open_database <- function(shown, url) {
  needs <- function(package) {
    if (!requireNamespace(package, quietly = TRUE)) {
      sas_stop("R0440", paste0("ERROR: ", shown, " needs the R package ", package, ", which is not installed."))
    }
  }
  needs("DBI")
  tryCatch(
    if (grepl("^sqlite([+]\\w+)?:", url)) {
      needs("RSQLite")
      file <- sub("[?].*$", "", sub("^sqlite([+]\\w+)?:/{2,3}", "", url))
      if (file == "") file <- ":memory:"
      if (file != ":memory:" && !file.exists(file)) {
        sas_stop("R0441", paste0("ERROR: ", shown, ": the database file ", file, " does not exist."))
      }
      DBI::dbConnect(RSQLite::SQLite(), file, bigint = "numeric")
    } else {
      needs("odbc")
      do.call(DBI::dbConnect, c(list(odbc::odbc(), bigint = "numeric"), sas_odbc_arguments(shown, url)))
    },
    error = function(e) sas_database_error(shown, e)
  )
}

# The arguments of an ODBC connection: `driver` of the URL's query, else the URL's host is the name of a data source
sas_odbc_arguments <- function(shown, url) {
  pattern <- "^\\w+(?:[+]\\w+)?://(?:(.*?)(?::(.*))?@)?([^/:?@]*)(?::(\\d+))?(?:/([^?]*))?(?:[?](.*))?$"
  found <- regmatches(url, regexec(pattern, url, perl = TRUE))[[1]]
  if (!length(found)) sas_stop("R0441", paste0("ERROR: ", shown, ": the URL of the database cannot be read."))
  driver <- sub("[+]", " ", utils::URLdecode(sub("^(?:.*&)?driver=([^&]*).*$", "\\1", found[7], perl = TRUE)))
  given <- list(uid = found[2], pwd = found[3])
  given <- if (grepl("(^|&)driver=", found[7])) {
    c(list(driver = gsub("+", " ", driver, fixed = TRUE), server = found[4], port = found[5], database = found[6]), given)
  } else {
    c(list(dsn = found[4]), given)
  }
  given[vapply(given, nzchar, NA)]
}

# DISCONNECT: close a database; nothing where it is not open
sas_disconnect <- function(lib, name) {
  if (exists(name, envir = lib$connections, inherits = FALSE)) {
    DBI::dbDisconnect(get(name, envir = lib$connections))
    rm(list = name, envir = lib$connections)
  }
  invisible(NULL)
}

# The open connection of a name
sas_connection <- function(lib, name) {
  if (!exists(name, envir = lib$connections, inherits = FALSE)) {
    sas_stop("R0441", paste0("ERROR: The connection ", toupper(name), " is not open."))
  }
  get(name, envir = lib$connections)
}

# Stop with what a database has said
sas_database_error <- function(shown, error) {
  if (inherits(error, "sas_error")) stop(error)
  sas_stop("R0441", paste0("ERROR: ", shown, ": ", gsub("\\s+", " ", trimws(conditionMessage(error)))))
}

# EXECUTE: the database runs a statement (its lines), which is committed
sas_execute_sql <- function(lib, name, ...) {
  connection <- sas_connection(lib, name)
  tryCatch(DBI::dbExecute(connection, paste(c(...), collapse = "\n")), error = function(e) sas_database_error(toupper(name), e))
  invisible(NULL)
}

# The rows of a query in the database's own SQL (its lines), as the programs expect tables
sas_query_sql <- function(lib, name, ...) {
  connection <- sas_connection(lib, name)
  shown <- toupper(name)
  rows <- tryCatch(
    {
      result <- DBI::dbSendQuery(connection, paste(c(...), collapse = "\n"))
      on.exit(DBI::dbClearResult(result), add = TRUE)
      names <- DBI::dbColumnInfo(result)$name
      list(names, DBI::dbFetch(result))
    },
    warning = function(w) {
      sas_stop("R0442", paste0("ERROR: ", shown, ": ", gsub("\\s+", " ", trimws(conditionMessage(w)))))
    },
    error = function(e) sas_database_error(shown, e)
  )
  columns <- rows[[1]]
  for (column in columns) {
    if (sum(tolower(columns) == tolower(column)) > 1 || !grepl("^[A-Za-z_][A-Za-z0-9_]{0,31}$", column)) {
      sas_stop("R0443", paste0("ERROR: ", shown, ": the column ", column, " needs a name of its own (AS)."))
    }
  }
  made <- lapply(seq_along(columns), function(j) {
    sas_database_column(shown, columns[j], rows[[2]][[j]], inherits(connection, "SQLiteConnection"))
  })
  names(made) <- columns
  as_tibble(made)
}

# A column of a database as SAS has it. `untyped`: the database tells no types, only values have one
sas_database_column <- function(shown, name, x, untyped) {
  if (all(is.na(x)) && (untyped || is.logical(x))) {
    sas_stop("R0442", paste0("ERROR: ", shown, ": the column ", name, " holds only NULL, of which the type is not known."))
  }
  if (inherits(x, "POSIXct")) return(as.numeric(x) + 315619200)
  if (inherits(x, "Date")) return(as.numeric(x) + 3653)
  if (inherits(x, "difftime")) return(as.numeric(x, units = "secs"))
  if (is.character(x) && max(nchar(x), 0, na.rm = TRUE) <= 32767) {
    x[is.na(x)] <- ""
    return(sub(" +$", "", x))
  }
  if (!is.object(x) && (is.numeric(x) || is.logical(x))) {
    sas_must_not_be_large(as.double(x))
    return(as.double(x))
  }
  sas_stop("R0442", paste0("ERROR: ", shown, ": the column ", name, " holds values that SAS has no type for."))
}

# LIBNAME with the engine of a database: data sets of the libref are its tables
sas_database_library <- function(lib, libref, url) {
  name <- paste("libname", libref)
  sas_connect(lib, name, url)
  assign(libref, function(member) sas_query_sql(lib, name, paste("select * from", member)), envir = lib$databases)
  invisible(NULL)
}
