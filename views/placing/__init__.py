"""落图 on the page: what is edited on the map, the panel beside it, and what is saved of it."""
