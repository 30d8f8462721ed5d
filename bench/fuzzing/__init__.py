"""Files that are nearly right, given to the readers; see `bench.fuzz`."""
