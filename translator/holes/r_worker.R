# R's part in judging an answer: Rscript --vanilla r_worker.R parse|check|locate|run, the text on the standard input.
# The last line of the output is JSON. Only "run" runs anything, after "check" has said yes.

safe_calls <- c(
  # the language
  "{", "(", "if", "for", "while", "break", "next", "function", "return", "<-", "=", "[", "[[", "$", "[<-", "[[<-", "$<-",
  "+", "-", "*", "/", "^", "%%", "%/%", "%in%", "==", "!=", "<", "<=", ">", ">=", "&", "&&", "|", "||", "!", ":", "~",
  "|>", "stop", "names", "names<-", "c", "list", "vector", "numeric", "character", "logical", "integer", "double",
  "length", "nrow", "ncol", "seq", "seq_len", "seq_along", "rep", "rev", "order", "sort", "unique", "duplicated",
  "which", "which.max", "which.min", "is.na", "is.nan", "is.finite", "is.null", "is.numeric", "is.character",
  "as.numeric", "as.double", "as.integer", "as.character", "as.logical", "ifelse", "any", "all", "sum", "mean",
  "median", "var", "sd", "min", "max", "range", "pmin", "pmax", "cumsum", "cumprod", "cummax", "cummin", "diff", "abs",
  "sqrt", "exp", "log", "log2", "log10", "log1p", "expm1", "floor", "ceiling", "round", "trunc", "sign", "sin", "cos",
  "tan", "asin", "acos", "atan", "atan2", "gamma", "lgamma", "beta", "choose", "factorial", "table", "tapply", "lapply",
  "sapply", "vapply", "mapply", "Map", "Filter", "Reduce", "split", "unsplit", "cbind", "rbind", "data.frame",
  "as.data.frame", "matrix", "as.matrix", "t", "%*%", "crossprod", "outer", "solve", "qr", "diag", "det", "apply",
  "rowSums", "colSums", "rowMeans", "colMeans", "factor", "levels", "as.factor", "cut", "findInterval", "interaction",
  "nchar", "substr", "substring", "paste", "paste0", "toupper", "tolower", "trimws", "sub", "gsub", "grepl", "regmatches",
  "regexpr", "startsWith", "endsWith", "strsplit", "sprintf", "formatC", "rank", "quantile", "tabulate", "head", "tail",
  "setdiff", "union", "intersect", "match", "merge", "aggregate", "with", "within", "stopifnot", "unlist", "stats",
  "setNames", "is.function", "invisible", "rownames", "rownames<-", "colnames", "colnames<-", "numeric_version",
  "lm", "glm", "loess", "lowess", "predict", "fitted", "residuals", "resid", "coef", "anova", "nls", "optim", "optimize",
  "uniroot", "integrate", "approx", "spline", "splinefun", "smooth.spline", "cor", "cov", "dist", "hclust", "cutree",
  "kmeans", "prcomp", "binomial", "poisson", "Gamma", "gaussian", "model.matrix", "complete.cases", "na.omit", "weighted.mean",
  "dnorm", "pnorm", "qnorm", "dt", "pt", "qt", "dchisq", "pchisq", "qchisq", "df", "pf", "qf", "dbinom", "pbinom", "qbinom",
  "dpois", "ppois", "qpois", "t.test", "wilcox.test", "chisq.test", "fisher.test", "ks.test", "shapiro.test", "loess.control",
  # dplyr, tidyr, tibble, stringr
  "filter", "mutate", "select", "rename", "arrange", "group_by", "ungroup", "summarise", "summarize", "distinct", "count",
  "left_join", "right_join", "inner_join", "full_join", "anti_join", "semi_join", "bind_rows", "bind_cols", "desc", "n",
  "n_distinct", "row_number", "lag", "lead", "first", "last", "nth", "across", "all_of", "any_of", "everything",
  "starts_with", "ends_with", "contains", "if_else", "case_when", "coalesce", "between", "slice", "slice_head",
  "slice_tail", "slice_min", "slice_max", "pull", "transmute", "relocate", "rowwise", "cumall", "cumany", "ntile",
  "dense_rank", "min_rank", "percent_rank", "cume_dist", "group_modify", "cur_group_id", "tally", "add_count", "pivot_longer",
  "pivot_wider", "fill", "replace_na", "drop_na", "complete", "expand_grid", "crossing", "separate", "unite", "tibble",
  "tribble", "as_tibble", "str_sub", "str_trim", "str_detect", "str_replace", "str_replace_all", "str_split", "str_length",
  "str_pad", "str_c", "str_to_upper", "str_to_lower"
)
safe_packages <- c("dplyr", "tidyr", "tibble", "stringr", "stats")

# Functions that take another function's name as a text
dangerous <- c(
  "system", "system2", "shell", "eval", "evalq", "parse", "source", "sys.source", "get", "get0", "mget", "assign",
  "do.call", "match.fun", "file", "readLines", "writeLines", "scan", "read.table", "read.csv", "write.table", "write.csv",
  "readRDS", "saveRDS", "load", "save", "unlink", "file.remove", "file.copy", "url", "download.file", "socketConnection",
  "pipe", "fifo", "library", "require", "loadNamespace", "requireNamespace", "attachNamespace", "Sys.setenv", "Sys.getenv",
  "Sys.setlocale", "setwd", "getwd", "list.files", "dir", "sink", "cat", "print", "dput", "dump", "environment",
  "globalenv", "parent.frame", "parent.env", "sys.function", "sys.call", "body<-", "environment<-", "new.env", "local",
  "quit", "q", "on.exit", "options", "Sys.time", "Sys.Date", ".Call", ".C", ".External", ".External2", ".Internal",
  ".Primitive", "dyn.load", "getNamespace", "asNamespace", "getFromNamespace", "getAnywhere", "str2lang", "str2expression",
  "as.call", "call", "bquote", "quote", "substitute", "expression", "Recall", "trace", "untrace", "unlockBinding", "attach",
  "<<-", "->>", ":::", "@", "Sys.sleep", "set.seed", "runif", "rnorm", "sample"
)

as_json <- function(x) {
  quoted <- function(text) {
    codes <- utf8ToInt(enc2utf8(text))
    if (length(codes) == 0 || anyNA(codes)) return("\"\"")
    pieces <- ifelse(codes == 34L, "\\\"", ifelse(codes == 92L, "\\\\", ifelse(codes < 32L | codes == 127L,
      sprintf("\\u%04x", codes), vapply(codes, intToUtf8, ""))))
    paste0("\"", paste(pieces, collapse = ""), "\"")
  }
  if (is.list(x)) {
    parts <- vapply(x, as_json, "")
    if (is.null(names(x))) return(paste0("[", paste(parts, collapse = ","), "]"))
    return(paste0("{", paste0(vapply(names(x), quoted, ""), ":", parts, collapse = ","), "}"))
  }
  if (is.character(x)) return(quoted(x))
  paste(x)
}

answer <- function(...) cat("\n@@answer ", as_json(list(...)), "\n", sep = "")
plain <- function(...) cat(as_json(list(...)), "\n", sep = "")

read_text <- function() paste(readLines(file("stdin", encoding = "UTF-8"), warn = FALSE), collapse = "\n")

parsed <- function(text) tryCatch(parse(text = text, keep.source = TRUE), error = function(e) e)

# The name that a top-level expression gives to a function, or ""
function_name <- function(expression) {
  given <- is.call(expression) && length(expression) == 3 && as.character(expression[[1]])[1] %in% c("<-", "=")
  if (!given || !is.name(expression[[2]])) return("")
  value <- expression[[3]]
  if (is.call(value) && identical(value[[1]], as.name("function"))) as.character(expression[[2]]) else ""
}

shape <- function(expressions, wanted, arguments) {
  if (length(expressions) != 1) return(sprintf("the answer holds %d expressions, not one function", length(expressions)))
  name <- function_name(expressions[[1]])
  if (name == "") return("the answer is no function that gets a name")
  if (name != wanted) return(sprintf("the function is called %s, not %s", name, wanted))
  formals <- as.list(expressions[[1]][[3]][[2]])
  with_default <- any(vapply(formals, function(d) !(is.name(d) && identical(as.character(d), "")), NA))
  if (with_default || !identical(as.character(names(formals)), arguments)) {
    return(sprintf("the function must take exactly (%s)", paste(arguments, collapse = ", ")))
  }
  ""
}

# Names that the answer itself gives to functions: they may be called
own_functions <- function(node) {
  if (is.pairlist(node) || is.expression(node)) return(unlist(lapply(as.list(node), own_functions)))
  if (!is.call(node)) return(character())
  c(function_name(node), unlist(lapply(as.list(node), own_functions)))
}

unsafe <- function(node, own) {
  if (is.character(node)) {
    bad <- node[node %in% dangerous]
    return(if (length(bad)) sprintf("the answer holds the text \"%s\", which could name what is not allowed", bad[1]) else "")
  }
  if (is.name(node)) {
    name <- as.character(node)
    return(if (name %in% dangerous || startsWith(name, "Sys.")) sprintf("the answer uses %s", name) else "")
  }
  if (is.pairlist(node) || is.expression(node)) {
    for (i in seq_along(node)) if (!identical(node[[i]], quote(expr = ))) {
      found <- unsafe(node[[i]], own)
      if (found != "") return(found)
    }
    return("")
  }
  if (!is.call(node)) return("")
  head <- node[[1]]
  if (is.call(head) && identical(head[[1]], as.name("::"))) {
    package <- as.character(head[[2]])
    if (!package %in% safe_packages) return(sprintf("the answer uses the package %s", package))
    head <- head[[3]]
  } else if (is.call(head)) {
    return("the answer calls what it computes")
  }
  name <- as.character(head)
  if (name == "::") {
    if (!as.character(node[[2]]) %in% safe_packages) return(sprintf("the answer uses the package %s", as.character(node[[2]])))
    name <- as.character(node[[3]])
    return(if (name %in% safe_calls) "" else sprintf("the answer uses %s", name))
  }
  if (!name %in% c(safe_calls, own)) return(sprintf("the answer calls %s", name))
  inside <- if (name == "$") as.list(node)[2] else if (name == "function") as.list(node)[2:3] else as.list(node)[-1]
  for (part in inside) {
    if (identical(part, quote(expr = ))) next
    found <- unsafe(part, own)
    if (found != "") return(found)
  }
  ""
}

cells <- function(x) {
  if (is.factor(x)) x <- as.character(x)
  if (is.character(x)) return(as.list(ifelse(is.na(x), "", x)))
  if (!is.numeric(x) && !is.logical(x)) stop("a column is neither numbers nor text")
  x <- as.double(x)
  if (any(is.infinite(x))) stop("a column holds infinite numbers")
  lapply(x, function(v) if (is.na(v)) structure("null", class = "raw_json") else structure(sprintf("%.17g", v), class = "raw_json"))
}

columns_json <- function(table) {
  if (!is.data.frame(table)) stop("the result is no data frame")
  one <- function(x) {
    parts <- vapply(cells(x), function(v) if (inherits(v, "raw_json")) unclass(v) else as_json(v), "")
    paste0("[", paste(parts, collapse = ","), "]")
  }
  if (ncol(table) == 0) return("{}")
  paste0("{", paste0(vapply(names(table), as_json, ""), ":", vapply(table, one, ""), collapse = ","), "}")
}

run <- function(job) {
  suppressPackageStartupMessages({
    library(dplyr)
    library(tidyr)
  })
  task <- new.env()
  eval(parse(text = job), task)
  answer_code <- parse(text = task$code)
  eval(answer_code, globalenv())
  answer_function <- get(task$wanted, globalenv())
  made <- character()
  one <- function(inputs) {
    result <- do.call(answer_function, unname(inputs))
    tables <- if (is.data.frame(result)) list(result) else result
    paste0("[", paste(vapply(tables, columns_json, ""), collapse = ","), "]")
  }
  for (inputs in task$runs) {
    text <- tryCatch(one(inputs), error = function(e) e)
    if (inherits(text, "error")) {
      return(as_json(list(error = conditionMessage(text), run = length(made))))
    }
    made <- c(made, text)
  }
  paste0("{\"runs\":[", paste(made, collapse = ","), "]}")
}

arguments <- commandArgs(trailingOnly = TRUE)
text <- read_text()
if (arguments[1] == "run") {
  tryCatch(cat("\n@@answer ", run(text), "\n", sep = ""), error = function(e) answer(error = conditionMessage(e), run = 0))
} else {
  expressions <- parsed(text)
  if (inherits(expressions, "error")) {
    plain(error = gsub("\\s+", " ", conditionMessage(expressions)))
  } else if (arguments[1] == "check") {
    found <- shape(expressions, arguments[2], arguments[-(1:2)])
    if (found != "") plain(shape = found) else {
      found <- unsafe(expressions, own_functions(expressions))
      if (found != "") plain(unsafe = found) else plain(ok = "yes")
    }
  } else if (arguments[1] == "locate") {
    at <- which(vapply(as.list(expressions), function_name, "") == arguments[2])
    if (length(at) != 1) plain(error = "not there once") else {
      place <- attr(expressions, "srcref")[[at]]
      plain(first = place[1], last = place[3])
    }
  } else {
    plain(ok = "yes")
  }
}
