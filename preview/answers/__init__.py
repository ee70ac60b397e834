"""What both doors, HTTP and the command line, say alike: problems, the objects of `/normalize`
and `/explain`, and the lines of a batch.  Below `web` and `cli`, above `service` and `formats`."""
