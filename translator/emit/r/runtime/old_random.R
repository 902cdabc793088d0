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

# At the start of a step that draws such numbers
sas_start_stream <- function() sas_session$stream <- NULL

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

sas_old_draw <- function(uniform, name, p) {
  switch(
    name,
    RANUNI = uniform(),
    RANNOR = {
      first <- uniform()
      sqrt(-2 * log(first)) * cos(2 * pi * uniform())
    },
    RANEXP = -log(uniform()),
    RANBIN = sum(vapply(seq_len(p[1]), function(trial) uniform() < p[2], NA)) + 0,
    RANPOI = sas_poisson_draw(uniform, p[1]),
    RANCAU = tan(pi * (uniform() - 0.5)),
    RANGAM = sas_gamma_draw(uniform, p[1]),
    RANTRI = sas_triangle(uniform(), p[1]),
    RANTBL = {
      value <- uniform()
      at <- which(value < cumsum(p))
      if (length(at)) at[1] + 0 else length(p) + (sum(p) < 1 - 1e-12)
    }
  )
}

# A gamma number (Marsaglia and Tsang)
sas_gamma_draw <- function(uniform, shape) {
  if (shape < 1) {
    larger <- sas_gamma_draw(uniform, shape + 1)
    return(larger * uniform()^(1 / shape))
  }
  d <- shape - 1 / 3
  c <- 1 / sqrt(9 * d)
  repeat {
    x <- sas_old_draw(uniform, "RANNOR", NULL)
    v <- (1 + c * x)^3
    if (v > 0 && log(max(uniform(), 1e-300)) < 0.5 * x * x + d - d * v + d * log(v)) return(d * v)
  }
}

# A Poisson number by multiplication of uniforms, in parts for large means
sas_poisson_draw <- function(uniform, mean) {
  total <- 0
  while (mean > 500) {
    total <- total + sas_poisson_draw(uniform, 500)
    mean <- mean - 500
  }
  product <- uniform()
  count <- 0
  while (product > exp(-mean)) {
    product <- product * uniform()
    count <- count + 1
  }
  total + count
}
