# CALL SOFTMAX: exponentials that add up to 1; missing if one of the values is
sas_softmax <- function(values) {
  if (anyNA(values)) return(rep(NA_real_, length(values)))
  powers <- exp(values - max(values))
  powers / sum(powers)
}

# CALL LOGISTIC: the logistic value of each of the values
sas_logistic_values <- function(values) ifelse(!is.na(values) & values <= -700, 0, 1 / (1 + exp(-values)))

# CALL TANH: the hyperbolic tangent of each of the values
sas_tanh_values <- function(values) tanh(values)
