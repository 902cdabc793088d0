# What the machine tells: its environment variables, waiting, identifiers that nobody else has

# SYSGET: the value of an environment variable, blank where there is none
sas_sysget <- function(name) Sys.getenv(trimws(name))

# SYSEXIST, ENVLEN: is there an environment variable of that name, and how long is it?
sas_sysexist <- function(name) as.numeric(trimws(name) %in% names(Sys.getenv()))
sas_envlen <- function(name) if (sas_sysexist(name) == 0) -1 else as.numeric(nchar(sas_sysget(name)))

# SLEEP: wait for so many units of so many seconds; return how many units
sas_sleep <- function(count, unit = 1) {
  if (is.na(count) || is.na(unit)) return(NA_real_)
  Sys.sleep(max(count * unit, 0))
  count
}

# UUIDGEN: a universally unique identifier; the streams of random numbers stay as they are
sas_uuidgen <- function(...) {
  if (!exists(".Random.seed", globalenv())) set.seed(NULL)
  seed <- get(".Random.seed", globalenv())
  on.exit(assign(".Random.seed", seed, globalenv()))
  set.seed(NULL)
  digits <- sample(0:15, 32, replace = TRUE)
  digits[13] <- 4
  digits[17] <- 8 + digits[17] %% 4
  text <- paste(sprintf("%x", digits), collapse = "")
  sub("^(.{8})(.{4})(.{4})(.{4})(.{12})$", "\\1-\\2-\\3-\\4-\\5", text)
}
