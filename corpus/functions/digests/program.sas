data names;
  input name $8.;
datalines;
abc
abc x
;
run;

data digests;
  set names;
  md5 = put(md5(trim(name)), $hex32.);
  sha = hashing('sha1', trim(name));
  crc = hashing('crc32', 'abc');
  if name = 'abc' then sha256 = put(sha256(trim(name)), $hex64.);
  padded = (md5 ne put(md5(name), $hex32.));
  if name = 'abc';
run;
