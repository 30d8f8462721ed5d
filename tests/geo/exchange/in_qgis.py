"""Run by the Python of QGIS: looks at the file for it, or edits a copy as a planner does."""

import json
import sys

from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsPointXY,
    QgsVectorDataProvider,
    QgsVectorLayer,
)

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


application = QgsApplication([], False)
application.initQgis()
print(json.dumps({"look": look, "edit": edit}[sys.argv[1]](*sys.argv[2:]), ensure_ascii=False))
application.exitQgis()
