# GEODIST: the distance of two points on the Earth in kilometres, or miles with option M (R: radians)
sas_geodist <- function(latitude1, longitude1, latitude2, longitude2, options = "") {
  sas_each(function(latitude1, longitude1, latitude2, longitude2, options) {
    places <- c(latitude1, longitude1, latitude2, longitude2)
    chosen <- toupper(options)
    if (!grepl("R", chosen)) places <- places * pi / 180
    if (anyNA(places) || any(abs(places[c(1, 3)]) > pi / 2 + 1e-9)) return(NA_real_)
    kilometres <- sas_ellipsoid_distance(places[1], places[2], places[3], places[4])
    if (grepl("M", chosen)) kilometres / 1.609344 else kilometres
  }, latitude1, longitude1, latitude2, longitude2, options)
}

# By Vincenty's inverse formula on the ellipsoid of WGS 84; missing for points nearly opposite
sas_ellipsoid_distance <- function(latitude1, longitude1, latitude2, longitude2) {
  equator <- 6378.137
  flat <- 1 / 298.257223563
  reduced1 <- atan((1 - flat) * tan(latitude1))
  reduced2 <- atan((1 - flat) * tan(latitude2))
  sines <- sin(reduced1) * sin(reduced2)
  cosines <- cos(reduced1) * cos(reduced2)
  difference <- turn <- longitude2 - longitude1
  for (try in 1:1001) {
    if (try > 1000) return(NA_real_)
    across <- cos(reduced2) * sin(turn)
    along <- cos(reduced1) * sin(reduced2) - sin(reduced1) * cos(reduced2) * cos(turn)
    sine <- sqrt(across^2 + along^2)
    cosine <- sines + cosines * cos(turn)
    if (sine == 0) return(0)
    arc <- atan2(sine, cosine)
    azimuth <- cosines * sin(turn) / sine
    square <- 1 - azimuth^2
    middle <- if (square > 0) cosine - 2 * sines / square else 0
    c <- flat / 16 * square * (4 + flat * (4 - 3 * square))
    inner <- middle + c * cosine * (2 * middle^2 - 1)
    following <- difference + (1 - c) * flat * azimuth * (arc + c * sine * inner)
    if (abs(following - turn) < 1e-13) break
    turn <- following
  }
  polar <- equator * (1 - flat)
  u <- square * (equator^2 - polar^2) / polar^2
  a <- 1 + u / 16384 * (4096 + u * (-768 + u * (320 - 175 * u)))
  b <- u / 1024 * (256 + u * (-128 + u * (74 - 47 * u)))
  last <- b / 6 * middle * (4 * sine^2 - 3) * (4 * middle^2 - 3)
  polar * a * (arc - b * sine * (middle + b / 4 * (cosine * (2 * middle^2 - 1) - last)))
}
