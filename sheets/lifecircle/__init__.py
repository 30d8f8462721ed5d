"""The printed sheet of a life-circle question."""
