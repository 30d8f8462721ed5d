"""GDAL is confined before any test loads it."""

import geo  # noqa: F401 - sets what GDAL may do
