"""Which tests are about which module: those that a mutation run tries a fault with."""

from collections.abc import Mapping

_CIRCLES = "tests/geo/lifecircle"
_NETWORK = "tests/geo/network"
_PROJECT = "tests/geo/project_file"
_SITING = "tests/geo/siting"

_MIRRORED: Mapping[str, str] = {
    "incoming": "cells datum_hint drawn_blocks dxf encodings feature_text features gdal geojson "
    "geopackage headers ids kinds kml kml_shapes naming opening parquet peeking repair shapefile "
    "splitting unfolding wanting workbook",
    "outgoing": "bundling choosing csv_text dxf kml metadata naming prepare qml split "
    "systems tidy xlsx",
    "project_file": "feature_text frames layer_reading opening reading rows writing",
}
"""Modules of `geo` by package whose tests lie where their name says."""

MODULES: Mapping[str, tuple[str, ...]] = {
    "geo/network/pace.py": (f"{_NETWORK}/test_pace.py",),
    "geo/network/snapping.py": (f"{_NETWORK}/test_snapping.py",),
    "geo/network/routing.py": (f"{_NETWORK}/test_routing.py",),
    "geo/network/build.py": (f"{_NETWORK}/test_build.py", f"{_NETWORK}/test_line_layers.py"),
    "geo/network/candidates.py": (f"{_NETWORK}/test_candidates.py",),
    "geo/network/crops.py": (f"{_NETWORK}/test_crops.py",),
    "geo/network/graph.py": (f"{_NETWORK}/test_graph.py",),
    "geo/network/meetings.py": (f"{_NETWORK}/test_meetings.py",),
    "geo/network/noding.py": (f"{_NETWORK}/test_noding.py",),
    "geo/network/osm.py": (f"{_NETWORK}/test_osm.py", f"{_NETWORK}/test_osm_files.py"),
    "geo/network/osm_file.py": (f"{_NETWORK}/test_osm.py", f"{_NETWORK}/test_osm_files.py"),
    "geo/network/osm_tags.py": (f"{_NETWORK}/test_osm_tags.py",),
    "geo/network/outline.py": (f"{_NETWORK}/test_outline.py",),
    "geo/network/reach.py": (f"{_NETWORK}/test_reach.py", f"{_NETWORK}/test_walking.py"),
    "geo/network/served.py": (f"{_NETWORK}/test_served.py",),
    "geo/network/sources.py": (
        f"{_NETWORK}/test_sources.py",
        f"{_NETWORK}/test_networks_of_any_file.py",
    ),
    "geo/network/store.py": (f"{_NETWORK}/test_store.py",),
    "geo/network/walking.py": (f"{_NETWORK}/test_walking.py", f"{_NETWORK}/test_reach.py"),
    "geo/outgoing/public.py": ("tests/geo/outgoing/test_public.py",),
    "geo/outgoing/geojson.py": ("tests/geo/outgoing/test_geojson.py",),
    "geo/project_file/parsing.py": (f"{_PROJECT}/test_parsing.py",),
    "geo/project_file/geometry.py": (
        f"{_PROJECT}/test_geometry.py",
        "tests/geo/test_project_file_shapes.py",
    ),
    "geo/project_file/checks.py": (f"{_PROJECT}/test_checks.py",),
    "geo/project_file/kinds.py": (
        f"{_PROJECT}/test_kinds.py",
        "tests/geo/test_project_file.py",
    ),
    "geo/project_file/networks.py": (
        f"{_PROJECT}/test_networks.py",
        "tests/geo/test_project_file_networks.py",
    ),
    "geo/siting/answer.py": (f"{_SITING}/test_answer.py",),
    "geo/siting/apart.py": (f"{_SITING}/test_apart.py",),
    "geo/siting/candidates.py": (f"{_SITING}/test_candidates.py",),
    "geo/siting/covering.py": (f"{_SITING}/test_covering.py", f"{_SITING}/test_program.py"),
    "geo/siting/gains.py": (f"{_SITING}/test_gains.py",),
    "geo/siting/greedy.py": (f"{_SITING}/test_greedy.py",),
    "geo/siting/median.py": (f"{_SITING}/test_covering.py", f"{_SITING}/test_program.py"),
    "geo/siting/narrowing.py": (f"{_SITING}/test_narrowing.py",),
    "geo/siting/problem.py": (f"{_SITING}/test_problem.py",),
    "geo/siting/program.py": (f"{_SITING}/test_program.py",),
    "geo/siting/solve.py": (
        f"{_SITING}/test_methods.py",
        f"{_SITING}/test_solve.py::test_nobody_uncovered_is_an_answer",
    ),
    "geo/scenario/compare.py": ("tests/geo/scenario/test_compare.py",),
    "geo/incoming/systems.py": ("tests/geo/incoming/test_systems.py",),
    "geo/incoming/columns.py": ("tests/geo/incoming/test_columns.py",),
    **{
        f"geo/{package}/{name}.py": (f"tests/geo/{package}/test_{name}.py",)
        for package, names in _MIRRORED.items()
        for name in names.split()
    },
    "geo/incoming/delimited.py": (
        "tests/geo/incoming/test_delimited.py",
        "tests/geo/incoming/test_levelling.py",
    ),
    "geo/incoming/sheet_xml.py": ("tests/geo/incoming/test_shared_texts.py",),
    "geo/incoming/reading.py": ("tests/geo/incoming/test_reading.py",),
    "geo/outgoing/gpkg.py": ("tests/geo/outgoing/test_gpkg_styles.py",),
    "geo/outgoing/shapefile.py": (
        "tests/geo/outgoing/test_shapefile.py",
        "tests/geo/outgoing/test_shapefile_fields.py",
    ),
    "geo/outgoing/kinds.py": ("tests/geo/outgoing/test_tidy.py",),
    "geo/incoming/placing.py": ("tests/geo/incoming/test_placing.py",),
    "geo/incoming/assembling.py": (
        "tests/geo/incoming/test_assembling.py",
        "tests/geo/incoming/test_reading.py",
    ),
    "geo/datums.py": ("tests/geo/test_datums.py",),
    "geo/coverage.py": ("tests/geo/test_coverage.py",),
    "geo/lifecircle/catchment.py": (f"{_CIRCLES}/test_catchment.py",),
    "geo/lifecircle/gaps.py": (f"{_CIRCLES}/test_gaps.py",),
    "geo/lifecircle/scores.py": (f"{_CIRCLES}/test_scores.py",),
    "geo/lifecircle/shares.py": (f"{_CIRCLES}/test_shares.py",),
    "sheets/scale.py": ("tests/sheets/test_scale.py",),
}
"""Modules and the tests that are to notice faults in them, smallest first by area."""
