"""Planning geometry: pure functions over GeoDataFrames, no interface, no clock, no network."""
