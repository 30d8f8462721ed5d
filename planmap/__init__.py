"""The one command: `planmap`, or `python -m planmap`."""
