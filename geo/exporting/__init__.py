"""Layers as files for other programs: GIS, CAD, spreadsheets, web maps."""
