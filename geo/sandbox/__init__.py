"""Work on what strangers send, done in a confined child process that may die alone."""
