"""The whole text of a project file, by hand."""

from dataclasses import replace

import pytest

from geo.errors import DataError
from geo.project_file import writing
from geo.project_file.model import Project, ProjectLimits, StoredColumn, StoredLayer, StoredNetwork
from geo.project_file.writing import dump

LAYER = StoredLayer(
    *("小区", "demand", "某局", StoredColumn("号", "text"), (StoredColumn("数", "integer"),)),
    *(("F1", "F2"), {"size": 2.0, "ink": "红"}),
)
WRITTEN_LAYER = """{
 "name": "小区",
 "role": "demand",
 "source": "某局",
 "index": {
  "name": "号",
  "kind": "text"
 },
 "columns": [
  {
   "name": "数",
   "kind": "integer"
  }
 ],
 "look": {
  "ink": "红",
  "size": 2.0
 },
 "collection": {"type": "FeatureCollection", "features": [
F1,
F2
]}
}"""
HEAD = """{
 "format": "qingyunpu-plan-map-project",
 "version": 1,
 "app": "0.1.0",
 "saved": "2026-01-31",
 "choices": {"""
NETWORK = """{
 "label": "试",
 "note": "太大",
 "lines_read": 7,
 "tolerance_m": 1.5,
 "dropped": {
  "太短": 2
 },
 "lines": %s
}"""


def test_a_whole_project():
    networks = (
        StoredNetwork("试", "太大", None, 7, 1.5, {"太短": 2}),
        StoredNetwork("试", "太大", LAYER, 7, 1.5, {"太短": 2}),
    )
    choices = {"q": "学校", "lc-k": 3}
    assert dump(Project("0.1.0", "2026-01-31", choices, (LAYER, LAYER), networks)) == (
        f'{HEAD}\n  "lc-k": 3,\n  "q": "学校"\n }},\n'
        f' "layers": [\n{WRITTEN_LAYER},\n{WRITTEN_LAYER}\n],\n'
        f' "networks": [\n{NETWORK % "null"},\n{NETWORK % WRITTEN_LAYER}\n]\n}}\n'
    )


def test_nothing_at_all():
    assert (
        dump(Project("0.1.0", "2026-01-31")) == f'{HEAD}}},\n "layers": [],\n "networks": []\n}}\n'
    )
    empty = dump(Project("0.1.0", "2026-01-31", layers=(replace(LAYER, features=()),)))
    assert '"collection": {"type": "FeatureCollection", "features": []}\n}' in empty


def test_what_could_not_be_read_again_is_not_written(monkeypatch):
    size = len(dump(Project("0.1.0", "2026-01-31"))) / 1e6
    monkeypatch.setattr(writing, "USUAL", ProjectLimits(megabytes=size, layers=2))
    assert dump(Project("0.1.0", "2026-01-31"))
    monkeypatch.setattr(writing, "USUAL", ProjectLimits(megabytes=size * 0.99, layers=2))
    with pytest.raises(DataError, match=r"^无法保存项目：共 0\.0 MB、0 个导入图层，上限 "):
        dump(Project("0.1.0", "2026-01-31"))


@pytest.mark.parametrize(("layers", "networks"), [(3, 0), (0, 3), (1, 3)])
def test_layers_and_networks_are_bounded(monkeypatch, layers, networks):
    monkeypatch.setattr(writing, "USUAL", ProjectLimits(layers=3, megabytes=50))
    project = Project(
        "0.1.0", "2026-01-31", layers=(LAYER,) * layers, networks=(StoredNetwork("试"),) * networks
    )
    assert dump(project)
    monkeypatch.setattr(writing, "USUAL", ProjectLimits(layers=2, megabytes=50))
    words = r"无法保存项目：共 0\.0 MB、3 个导入图层，上限 50 MB、2 个；请去掉不需要的图层后再保存$"
    with pytest.raises(DataError, match=words):
        dump(project)


def test_letters_count_as_the_bytes_they_take(monkeypatch):
    """A Chinese letter takes three bytes of UTF-8: 900 000 of them are 2.7 MB."""
    project = Project("0.1.0", "2026-01-31", layers=(replace(LAYER, features=("字" * 900_000,)),))
    monkeypatch.setattr(writing, "USUAL", ProjectLimits(megabytes=1))
    with pytest.raises(DataError, match=r"共 2\.7 MB、1 个"):
        dump(project)


def test_what_is_no_number_is_never_written():
    with pytest.raises(ValueError, match="JSON"):
        dump(Project("0.1.0", "2026-01-31", layers=(replace(LAYER, look={"size": float("nan")}),)))
