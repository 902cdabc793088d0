"""What SAS words mean, as rows: functions, CALL routines, formats, informats, statistics, PROCs."""
