"""Which tests are about which module: those that a mutation run tries a fault with."""

from collections.abc import Mapping

_CIRCLES = "tests/geo/lifecircle"
_NETWORK = "tests/geo/network"
_PROJECT = "tests/geo/project_file"
_SITING = "tests/geo/siting"

_MIRRORED: Mapping[str, str] = {
    "importing": "cell_types datum_hint dxf dxf_block_count encodings feature_names feature_split "
    "features file_types gdal geojson geometry_types geopackage header_rows ids "
    "inspection kml kml_shapes layer_requirement parquet parquet_size repair "
    "shapefile unpacking xlsx",
    "exporting": "attribute_cleaning bundling csv_text dxf export_crs feature_filter file_names "
    "geometry_split kml metadata preparation qml xlsx",
    "project_file": "feature_json frames layer_reading opening reading rows writing",
}
"""Modules of `geo` by package whose tests lie where their name says."""

MODULES: Mapping[str, tuple[str, ...]] = {
    "geo/network/pace.py": (f"{_NETWORK}/test_pace.py",),
    "geo/network/snapping.py": (f"{_NETWORK}/test_snapping.py",),
    "geo/network/routing.py": (f"{_NETWORK}/test_routing.py",),
    "geo/network/build.py": (f"{_NETWORK}/test_build.py", f"{_NETWORK}/test_line_layers.py"),
    "geo/network/paths.py": (f"{_NETWORK}/test_paths.py",),
    "geo/network/subgraph.py": (f"{_NETWORK}/test_subgraph.py",),
    "geo/network/graph.py": (f"{_NETWORK}/test_graph.py",),
    "geo/network/intersections.py": (f"{_NETWORK}/test_intersections.py",),
    "geo/network/noding.py": (f"{_NETWORK}/test_noding.py",),
    "geo/network/osm.py": (f"{_NETWORK}/test_osm.py", f"{_NETWORK}/test_osm_files.py"),
    "geo/network/osm_file.py": (f"{_NETWORK}/test_osm.py", f"{_NETWORK}/test_osm_files.py"),
    "geo/network/osm_tags.py": (f"{_NETWORK}/test_osm_tags.py",),
    "geo/network/isochrone_outline.py": (f"{_NETWORK}/test_isochrone_outline.py",),
    "geo/network/reachable_edges.py": (
        f"{_NETWORK}/test_reachable_edges.py",
        f"{_NETWORK}/test_walking.py",
    ),
    "geo/network/service_areas.py": (f"{_NETWORK}/test_service_areas.py",),
    "geo/network/network_sources.py": (
        f"{_NETWORK}/test_network_sources.py",
        f"{_NETWORK}/test_networks_of_any_file.py",
    ),
    "geo/network/network_file.py": (f"{_NETWORK}/test_network_file.py",),
    "geo/network/walking.py": (
        f"{_NETWORK}/test_walking.py",
        f"{_NETWORK}/test_reachable_edges.py",
    ),
    "geo/exporting/public_zones.py": ("tests/geo/exporting/test_public_zones.py",),
    "geo/exporting/geojson.py": ("tests/geo/exporting/test_geojson.py",),
    "geo/project_file/parsing.py": (f"{_PROJECT}/test_parsing.py",),
    "geo/project_file/geometry.py": (
        f"{_PROJECT}/test_geometry.py",
        "tests/geo/test_project_file_shapes.py",
    ),
    "geo/project_file/checks.py": (f"{_PROJECT}/test_checks.py",),
    "geo/project_file/attribute_types.py": (
        f"{_PROJECT}/test_attribute_types.py",
        "tests/geo/test_project_file.py",
    ),
    "geo/project_file/networks.py": (
        f"{_PROJECT}/test_networks.py",
        "tests/geo/test_project_file_networks.py",
    ),
    "geo/siting/site_report.py": (f"{_SITING}/test_site_report.py",),
    "geo/siting/solver_process.py": (f"{_SITING}/test_solver_process.py",),
    "geo/siting/candidate_sites.py": (f"{_SITING}/test_candidate_sites.py",),
    "geo/siting/covering.py": (f"{_SITING}/test_covering.py", f"{_SITING}/test_integer_program.py"),
    "geo/siting/gain_matrix.py": (f"{_SITING}/test_gain_matrix.py",),
    "geo/siting/greedy.py": (f"{_SITING}/test_greedy.py",),
    "geo/siting/median.py": (f"{_SITING}/test_covering.py", f"{_SITING}/test_integer_program.py"),
    "geo/siting/lagrangian_bounds.py": (f"{_SITING}/test_lagrangian_bounds.py",),
    "geo/siting/problem.py": (f"{_SITING}/test_problem.py",),
    "geo/siting/integer_program.py": (f"{_SITING}/test_integer_program.py",),
    "geo/siting/solve.py": (
        f"{_SITING}/test_methods.py",
        f"{_SITING}/test_solve.py::test_nobody_uncovered_is_an_answer",
    ),
    "geo/scenario/compare.py": ("tests/geo/scenario/test_compare.py",),
    "geo/importing/crs_detection.py": ("tests/geo/importing/test_crs_detection.py",),
    "geo/importing/coordinate_columns.py": ("tests/geo/importing/test_coordinate_columns.py",),
    **{
        f"geo/{package}/{name}.py": (f"tests/geo/{package}/test_{name}.py",)
        for package, names in _MIRRORED.items()
        for name in names.split()
    },
    "geo/importing/delimited.py": (
        "tests/geo/importing/test_delimited.py",
        "tests/geo/importing/test_ragged_rows.py",
    ),
    "geo/importing/xlsx_xml.py": ("tests/geo/importing/test_xlsx_shared_strings.py",),
    "geo/importing/layer_reading.py": ("tests/geo/importing/test_layer_reading.py",),
    "geo/exporting/gpkg.py": ("tests/geo/exporting/test_gpkg_styles.py",),
    "geo/exporting/shapefile.py": (
        "tests/geo/exporting/test_shapefile.py",
        "tests/geo/exporting/test_shapefile_fields.py",
    ),
    "geo/exporting/column_types.py": ("tests/geo/exporting/test_attribute_cleaning.py",),
    "geo/importing/georeferencing.py": ("tests/geo/importing/test_georeferencing.py",),
    "geo/importing/assembly.py": (
        "tests/geo/importing/test_assembly.py",
        "tests/geo/importing/test_layer_reading.py",
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
