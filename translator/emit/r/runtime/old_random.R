# RANUNI and its kin: SAS's own generator, seed = 397204094 * seed mod (2**31 - 1). The functions of a step share one
# stream, which the step's first seed starts; each CALL routine has the stream of its seed variable.

sas_stream <- function(seed) {
  modulus <- 2147483647
  state <- if (is.na(seed) || seed < 1) floor(stats::runif(1, 1, modulus)) else trunc(seed)
  uniform <- function() {
    high <- state %/% 65536
    low <- state %% 65536
    upper <- ((397204094 * high) %% modulus * 65536) %% modulus
    state <<- (upper + (397204094 * low) %% modulus) %% modulus
    state / modulus
  }
  list(uniform = uniform, state = function() state)
}

# At the start of a step that draws random numbers
sas_start_stream <- function() {
  sas_session$stream <- NULL
  sas_session$rand_started <- FALSE
  sas_session$spare <- NULL
}

sas_old_number <- function(name, seed, ...) {
  if (is.null(sas_session$stream)) sas_session$stream <- sas_stream(seed)
  sas_old_draw(sas_session$stream$uniform, name, c(...))
}

sas_ranuni <- function(seed) sas_old_number("RANUNI", seed)
sas_rannor <- function(seed) sas_old_number("RANNOR", seed)
sas_ranexp <- function(seed) sas_old_number("RANEXP", seed)
sas_ranbin <- function(seed, trials, probability) sas_old_number("RANBIN", seed, trials, probability)
sas_ranpoi <- function(seed, mean) sas_old_number("RANPOI", seed, mean)
sas_rancau <- function(seed) sas_old_number("RANCAU", seed)
sas_rantri <- function(seed, mode) sas_old_number("RANTRI", seed, mode)
sas_rangam <- function(seed, shape) sas_old_number("RANGAM", seed, shape)
sas_rantbl <- function(seed, ...) sas_old_number("RANTBL", seed, ...)

# CALL RANUNI and its kin: the new seed, and the number
sas_call_random <- function(name, seed, ...) {
  stream <- sas_stream(seed)
  number <- sas_old_draw(stream$uniform, name, c(...))
  c(stream$state(), number)
}

# CALL RANPERM, RANPERK and RANCOMB: the new seed, and the values in their new order; of the latter two, `taken` come first
sas_permute <- function(name, seed, taken, values) {
  stream <- sas_stream(seed)
  size <- length(values)
  swap <- function(one, other) values[c(one, other)] <<- values[c(other, one)]
  if (name == "RANPERM") {
    for (last in rev(seq_len(size)[-1])) swap(last, floor(stream$uniform() * last) + 1)
  } else {
    chosen <- seq_len(min(trunc(taken), size))
    for (first in chosen) swap(first, first + floor(stream$uniform() * (size - first + 1)))
    if (name == "RANCOMB") values[chosen] <- sort(values[chosen], method = "radix", na.last = FALSE)
  }
  list(seed = stream$state(), values = values)
}

sas_old_draw <- function(uniform, name, p) {
  normal <- function() sas_box_muller(uniform)
  switch(
    name,
    RANUNI = uniform(),
    RANNOR = normal(),
    RANEXP = -log(uniform()),
    RANBIN = sas_binomial_number(uniform, normal, p[1], p[2]),
    RANPOI = sas_poisson_number(uniform, normal, p[1]),
    RANCAU = repeat {
      x <- uniform() - 0.5
      y <- uniform() - 0.5
      if (x * x + y * y <= 0.25) return(x / y)
    },
    RANGAM = sas_gamma_number(uniform, p[1]),
    RANTRI = sas_triangle(uniform(), p[1]),
    RANTBL = sas_outcome(uniform(), p)
  )
}

# A standard normal number of two uniform ones; the second that they could make is left out
sas_box_muller <- function(uniform) {
  first <- uniform()
  sqrt(-2 * log(first)) * cos(2 * pi * uniform())
}

# A binomial number: the inverse of its distribution, or the normal approximation where that is close
sas_binomial_number <- function(uniform, normal, trials, probability) {
  mean <- trials * probability
  if (trials > 50 && mean > 5 && trials - mean > 5) {
    found <- floor(mean + sqrt(mean * (1 - probability)) * normal() + 0.5)
    return(min(max(found, 0), trials))
  }
  value <- uniform()
  if (probability > 0.5) {  # count failures: their chances do not underflow
    return(trials - sas_binomial_inverse(trials, 1 - probability, function(total) total > 1 - value))
  }
  sas_binomial_inverse(trials, probability, function(total) total >= value)
}

sas_binomial_inverse <- function(trials, probability, reached) {
  if (probability >= 1) return(trials)
  chance <- (1 - probability)^trials
  total <- chance
  count <- 0
  while (!reached(total) && count < trials) {
    count <- count + 1
    chance <- chance * ((trials - count + 1) / count * probability / (1 - probability))
    total <- total + chance
  }
  count
}

# A Poisson number: the inverse of its distribution, or from a mean of 85 the normal approximation
sas_poisson_number <- function(uniform, normal, mean) {
  if (mean >= 85) return(max(floor(mean + sqrt(mean) * normal() + 0.5), 0))
  value <- uniform()
  chance <- exp(-mean)
  total <- chance
  count <- 0
  while (total < value && chance > 0) {
    count <- count + 1
    chance <- chance * (mean / count)
    total <- total + chance
  }
  count
}

# The number of an outcome; what the probabilities leave is the last one
sas_outcome <- function(value, p) {
  at <- which(value < cumsum(p))
  if (length(at)) at[1] + 0 else length(p) + (sum(p) < 1 - 1e-12)
}

sas_triangle <- function(u, h) if (u <= h) sqrt(u * h) else 1 - sqrt((1 - u) * (1 - h))

# A gamma number: Cheng's method (1977, GA) for a shape above 1, Ahrens and Dieter's (1974, GS) for others
sas_gamma_number <- function(uniform, shape) {
  while (shape > 1) {
    first <- uniform()
    second <- uniform()
    root <- sqrt(2 * shape - 1)
    middle <- log(first / (1 - first)) / root
    x <- shape * exp(middle)
    room <- shape - log(4) + (shape + root) * middle - x
    if (room >= log(first * first * second)) return(x)
  }
  bound <- (exp(1) + shape) / exp(1)
  repeat {
    place <- bound * uniform()
    second <- uniform()
    if (place <= 1) {
      x <- place^(1 / shape)
      if (second <= exp(-x)) return(x)
    } else {
      x <- -log((bound - place) / shape)
      if (second <= x^(shape - 1)) return(x)
    }
  }
}
