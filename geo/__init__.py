"""Planning geometry: pure functions over GeoDataFrames, no interface, no clock, no network."""

from geo.gdal_settings import confine

confine()
