"""Layers that earlier project files hold apart for one use become layers of the session."""

from geopandas import GeoDataFrame
from shapely import Point

from geo.project_file.opening import OpenedLayer
from views.imported_project import restored
from views.project_files import _shortened


def layer(name, role="layer"):
    frame = GeoDataFrame({"名称": [name]}, geometry=[Point(115.9, 28.6)], crs="EPSG:4326")
    return OpenedLayer(name, role, {"size": 2.0}, frame)


def use(role, place, title):
    return {"role": role, "layer": place, "title": title}


def test_they_stand_behind_and_are_put_to_use():
    """Demand before candidates before facilities with a capacity, wherever they stood."""
    given = layer("丁", "capacity"), layer("乙", "candidates"), layer("甲"), layer("丙", "demand")
    found = restored(given)
    assert [each.name for each in found.layers] == ["甲", "需求点", "候选点", "带容量的设施"]
    assert [each.look for each in found.layers] == [{"size": 2.0}, *[{"visible": False}] * 3]
    assert [each.frame_ll["name"].tolist() for each in found.layers[1:]] == [["丙"], ["乙"], ["丁"]]
    assert found.uses == [
        use("需求", "1", "需求点"),
        use("候选点", "2", "候选点"),
        use("容量", "3", "带容量的设施"),
    ]
    assert found.left_out == []


def test_a_look_of_strangers_is_told_by_the_place_of_its_layer():
    strange = layer("甲")._replace(look={"ink": "黄", "x": 1})
    assert restored([layer("乙"), strange]).left_out == [
        "layers 第 2 个.look.ink 的选项“黄”现在没有，已略去",
        "layers 第 2 个.look.x 不认识，已略去",
    ]


def test_fifty_notes_are_told_and_the_rest_counted():
    for count, last in ((50, "49"), (51, "另有 1 条"), (53, "另有 3 条")):
        told = _shortened(list(map(str, range(count))))
        assert (len(told), told[-1]) == (min(count, 51), last)
