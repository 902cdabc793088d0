"""Plan to code: two emitters that mirror each other, file by file."""
