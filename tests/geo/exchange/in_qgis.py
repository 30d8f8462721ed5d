"""Run by the Python of QGIS: looks at the file for it, or edits a copy as a planner does."""

import json
import sys

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsFeatureRequest,
    QgsField,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsVectorDataProvider,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QVariant

POINTS = "规划项目_点"


def layer(path, name):
    made = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
    assert made.isValid(), name
    return made


def found(points, item):
    asked = QgsFeatureRequest().setFilterExpression(f"\"编号\" = '{item}'")
    return next(points.getFeatures(asked))


def look(path):
    points, none = layer(path, POINTS), layer(path, "规划项目_未落图")
    whole = QgsVectorLayer(str(path), "whole", "ogr")
    editing = QgsVectorDataProvider.ChangeAttributeValues
    return {
        "editable": bool(points.dataProvider().capabilities() & editing) and not points.readOnly(),
        "begins": points.startEditing(),
        "points": points.featureCount(),
        "unplaced": none.featureCount(),
        "spatial": none.isSpatial(),
        "crs": points.crs().authid(),
        "fields": [each.name() for each in points.fields()],
        "style": points.renderer().type(),
        "sublayers": sorted(each.split("!!::!!")[1] for each in whole.dataProvider().subLayers()),
    }


def edit(path, status, moved, dropped, placed):
    points = layer(path, POINTS)
    assert points.startEditing()
    first = points.fields().indexOf("状态")
    assert points.changeAttributeValue(found(points, status).id(), first, "在建")
    there = found(points, moved)
    spot = there.geometry().asPoint()
    to = QgsGeometry.fromPointXY(QgsPointXY(spot.x() + 0.001, spot.y()))
    assert points.changeGeometry(there.id(), to)
    assert points.deleteFeature(found(points, dropped).id())
    new = QgsFeature(points.fields())
    for name, value in (("编号", placed), ("落图依据", "竣工图"), ("位置精度_米", 20.0)):
        new.setAttribute(name, value)
    new.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(115.9, 28.6)))
    assert points.addFeature(new)
    assert points.commitChanges(), points.commitErrors()
    return {"saved": True}


def act(path, name, *steps):
    """Do steps on a layer, each `[verb, item, …]` as JSON; say which of them QGIS took."""
    made = layer(path, name)
    assert made.startEditing()
    told = [STEPS[verb](made, *words) for verb, *words in map(json.loads, steps)]
    assert made.commitChanges(), made.commitErrors()
    return {"took": told}


def set_value(made, item, name, value):
    at = made.fields().indexOf(name)
    return made.changeAttributeValue(found(made, item).id(), at, value)


def set_shape(made, item, wkt):
    shape = QgsGeometry.fromWkt(wkt) if wkt is not None else QgsGeometry()
    return made.changeGeometry(found(made, item).id(), shape)


def add_row(made, item, wkt, values):
    new = QgsFeature(made.fields())
    for name, value in {"编号": item, **values}.items():
        new.setAttribute(name, value)
    new.setGeometry(QgsGeometry.fromWkt(wkt))
    return made.addFeature(new)


def add_column(made, name):
    return made.addAttribute(QgsField(name, QVariant.String))


def delete(made, item):
    return made.deleteFeature(found(made, item).id())


STEPS = {
    "set": set_value, "shape": set_shape, "add": add_row, "column": add_column, "delete": delete
}  # fmt: skip


def save_as(path, name, to, system, file=None):
    """Save a layer under a name, in a system, into its own file or another one."""
    made, options = layer(path, name), QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.layerName = "GPKG", to
    crs = QgsCoordinateReferenceSystem(system)
    options.ct = QgsCoordinateTransform(made.crs(), crs, QgsProject.instance())
    if file is None:
        options.actionOnExistingFile = QgsVectorFileWriter.CreateOrOverwriteLayer
        made = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
        made = made.materialize(QgsFeatureRequest()) if to == name else made
    context = QgsProject.instance().transformContext()
    error = QgsVectorFileWriter.writeAsVectorFormatV3(made, file or path, context, options)
    assert not error[0], error
    return {"saved": True}


application = QgsApplication([], False)
application.initQgis()
VERBS = {"look": look, "edit": edit, "act": act, "save_as": save_as}
print(json.dumps(VERBS[sys.argv[1]](*sys.argv[2:]), ensure_ascii=False))
application.exitQgis()
