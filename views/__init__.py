"""The pages; where the data folder tells of no district that can be served, they do not start."""

from geo.errors import DataError

try:
    import geo.district  # noqa: F401 - every module of the pages reads it
except DataError as error:
    raise SystemExit(f"无法启动：{error}") from None
