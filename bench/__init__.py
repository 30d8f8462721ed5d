"""What the README and the notes claim, measured: `python -m bench` prints the tables."""

import geo  # noqa: F401 - confines GDAL before any of these loads it
