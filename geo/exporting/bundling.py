"""Several layers in several formats as one archive with its metadata."""

from collections.abc import Sequence

from geo.errors import DataError
from geo.exporting.export_crs import system_of
from geo.exporting.formats import ExportFormat, format_of, require_system
from geo.exporting.metadata import Facts, about, about_layer, members
from geo.exporting.model import Export, File, Meta
from geo.exporting.preparation import Ready, prepare
from geo.exporting.shapefile import shapefile_members
from geo.exporting.writing import WRITERS, archive
from geo.gc_pause import uncollected


def bundle(exports: Sequence[Export], formats: Sequence[str], system_key: str, meta: Meta) -> bytes:
    """Return layers in formats as a ZIP with 说明.json and 说明.txt; see `bundle_members`."""
    return archive(bundle_members(exports, formats, system_key, meta), meta.date)


@uncollected()
def bundle_members(
    exports: Sequence[Export], formats: Sequence[str], system_key: str, meta: Meta
) -> dict[str, bytes]:
    """Files of layers in formats, by name.

    Parameters
    ----------
    exports
        Layers under names that differ. May not be empty.
    formats
        As for `geo.exporting.writing.write`; a shapefile's parts lie in a folder of their own.
    system_key
        As for `write`; every format must hold it.
    meta
        What holds for the whole; each layer's own stands with the layer.

    Raises
    ------
    DataError
        If nothing is asked for, names recur, or a format cannot hold the system or a layer.
    """
    system, chosen = system_of(system_key), _formats(formats)
    for file_format in chosen:
        require_system(file_format, system)
    readies = [prepare(export, system) for export in exports]
    _require_names([ready.stem for ready in readies])
    files: dict[str, bytes] = {}
    layers: list[Facts] = []
    for ready in readies:
        made, notes = _files_of(ready, chosen)
        files |= made
        layers.append({**about_layer(ready, notes), "文件": list(made)})
    return {**files, **members(about(meta, system), layers)}


def _formats(keys: Sequence[str]) -> list[ExportFormat]:
    if not keys:
        raise DataError("没有选择格式；请至少选一种")
    return list(dict.fromkeys(format_of(key) for key in keys))


def _require_names(names: Sequence[str]) -> None:
    if not names:
        raise DataError("没有选择图层；请至少选一个")
    folded = [name.casefold() for name in names]
    twice = sorted({name for name in names if folded.count(name.casefold()) > 1})
    if twice:
        raise DataError(f"图层重名：{'、'.join(twice)}；请改名后再导出")


def _files_of(ready: Ready, formats: Sequence[ExportFormat]) -> tuple[dict[str, bytes], list[str]]:
    """Files of one layer, and what each format could not hold."""
    files: dict[str, bytes] = {}
    notes: list[str] = []
    for file_format in formats:
        if file_format.key == "Shapefile":
            parts, told = shapefile_members(ready)
            files |= {f"{ready.stem}_shp/{name}": content for name, content in parts.items()}
        else:
            made: File = WRITERS[file_format.key](ready)
            files[made.name], told = made.content, made.notes
        notes += [f"{file_format.key}：{words}" for words in told]
    return files, notes
