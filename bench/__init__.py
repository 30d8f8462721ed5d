"""What the README and the notes claim, measured: `python -m bench` prints the tables."""
