# RAND: the Mersenne twister as SAS seeds it. Each word is 69069 times the one before (the seeding of 1998); where the seed
# is a multiple of 8192, the seeding of 2002 (MTHYBRID). R's own twister then goes on from these words.

# CALL STREAMINIT: the first of a step counts, before RAND
sas_streaminit <- function(seed) {
  if (isTRUE(sas_session$rand_started)) return(invisible(NULL))
  sas_session$rand_started <- TRUE
  if (is.na(seed) || seed <= 0) {
    set.seed(NULL)
    return(invisible(NULL))
  }
  words <- numeric(624)
  words[1] <- trunc(seed) %% 2^32
  for (i in 2:624) {
    last <- words[i - 1]
    words[i] <- if (trunc(seed) %% 8192 != 0) {
      (69069 * last) %% 2^32
    } else {
      low <- last %% 4
      mixed <- last - low + bitwXor(low, last %/% 2^30)
      ((1812433253 * (mixed %/% 65536)) %% 65536 * 65536 + 1812433253 * (mixed %% 65536) + i - 1) %% 2^32
    }
  }
  suppressWarnings(RNGkind("Mersenne-Twister", "Inversion", "Rejection"))
  state <- get(".Random.seed", envir = globalenv())
  signed <- ifelse(words >= 2^31, words - 2^32, words)
  state[2] <- 624L
  state[3:626] <- suppressWarnings(as.integer(signed))  # -2^31 has the bits of NA
  assign(".Random.seed", state, envir = globalenv())
  invisible(NULL)
}

# A point in the unit circle, and the square of its distance from the middle
sas_in_circle <- function() {
  repeat {
    x <- 2 * stats::runif(1) - 1
    y <- 2 * stats::runif(1) - 1
    square <- x * x + y * y
    if (square > 0 && square < 1) return(c(x, y, square))
  }
}

# RAND('NORMAL'): Marsaglia's polar method, which makes two numbers at a time
sas_polar_normal <- function() {
  if (!is.null(sas_session$spare)) {
    number <- sas_session$spare
    sas_session$spare <- NULL
    return(number)
  }
  point <- sas_in_circle()
  factor <- sqrt(-2 * log(point[3]) / point[3])
  sas_session$spare <- point[2] * factor
  point[1] * factor
}

# RAND: one number of a distribution
sas_rand <- function(name, ...) {
  sas_session$rand_started <- TRUE
  number <- tryCatch(sas_rand_number(toupper(trimws(name)), c(...)), warning = function(w) NaN)
  if (length(number) != 1 || is.na(number)) {
    sas_log("NOTE: Invalid argument to function RAND.")
    return(NA_real_)
  }
  as.numeric(number)
}

sas_rand_number <- function(name, p) {
  uniform <- function() stats::runif(1)
  normal <- sas_polar_normal
  at <- function(position, default) if (length(p) >= position) p[position] else default
  gamma <- function(shape) if (is.na(shape) || shape <= 0) NaN else sas_gamma_number(uniform, shape)
  switch(
    substr(name, 1, 4),
    UNIF = at(1, 0) + (at(2, 1) - at(1, 0)) * uniform(),
    NORM = ,
    GAUS = at(1, 0) + at(2, 1) * normal(),
    LOGN = exp(at(1, 0) + at(2, 1) * normal()),
    CAUC = {
      point <- sas_in_circle()
      at(1, 0) + at(2, 1) * (point[1] / point[2])
    },
    EXPO = -log(uniform()) * at(1, 1),
    GAMM = ,
    ERLA = gamma(p[1]) * at(2, 1),
    BETA = {
      first <- gamma(p[1])
      second <- gamma(p[2])
      first / (first + second)
    },
    BERN = as.numeric(uniform() < p[1]),
    BINO = sas_binomial_number(uniform, normal, trunc(p[2]), p[1]),
    POIS = sas_poisson_number(uniform, normal, p[1]),
    GEOM = if (p[1] < 1) ceiling(log(uniform()) / log(1 - p[1])) else 1,
    NEGB = sas_poisson_number(uniform, normal, gamma(p[2]) * (1 - p[1]) / p[1]),
    TABL = sas_outcome(uniform(), p),
    INTE = {
      low <- if (length(p) == 1) 1 else p[1]
      low + floor((p[length(p)] - low + 1) * uniform())
    },
    TRIA = sas_triangle(uniform(), p[1]),
    WEIB = p[2] * (-log(uniform()))^(1 / p[1]),
    CHIS = 2 * gamma(p[1] / 2),
    T = normal() / sqrt(2 * gamma(p[1] / 2) / p[1]),
    F = gamma(p[1] / 2) / p[1] / (gamma(p[2] / 2) / p[2]),
    LOGI = {
      value <- uniform()
      at(1, 0) + at(2, 1) * log(value / (1 - value))
    },
    HYPE = sas_hypergeometric_number(uniform, p[1], p[2], p[3]),
    not_translated("H0474", paste("RAND of the distribution", name))
  )
}

sas_hypergeometric_number <- function(uniform, left, marked, sample) {
  found <- 0
  for (ball in seq_len(sample)) {
    if (uniform() < marked / left) {
      marked <- marked - 1
      found <- found + 1
    }
    left <- left - 1
  }
  found
}
