"""The one command: `planmap`, or `python -m planmap`."""

__version__ = "0.2.0"
