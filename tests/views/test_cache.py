"""A filter is applied once for each edition of the plan, whoever asks."""

import pytest
from geopandas import GeoDataFrame

from geo.filtering import Criteria
from views import cache
from views.edition import STORE


def versions_are(monkeypatch, folder, ledger=0):
    monkeypatch.setattr(STORE, "folder_version", folder)
    monkeypatch.setattr(STORE, "ledger_version", lambda: ledger)


@pytest.fixture
def applied(monkeypatch):
    """Filters that were worked out, and a plan of three items whose kinds can be changed."""
    versions_are(monkeypatch, lambda: 1)
    asked, kinds = [], ["学校", "道路", "学校"]

    class Plan:
        @property
        def projects(self):
            return GeoDataFrame({"kind": list(kinds)}, index=["a", "b", "c"], geometry=[None] * 3)

    def apply(projects, criteria):
        asked.append(criteria)
        return projects[projects["kind"].isin(dict(criteria.values)["kind"])]

    monkeypatch.setattr(cache, "plan", Plan)
    monkeypatch.setattr(cache, "apply", apply)
    return asked, kinds


def test_the_same_filter_is_worked_out_once(applied):
    asked, _ = applied
    first = cache.left(Criteria((("kind", ("学校",)),)))
    assert first.ids == {"a", "c"}
    assert list(first.rows.index) == ["a", "c"]
    assert cache.left(Criteria((("kind", ("学校",)),))) is first
    assert cache.left(Criteria((("kind", ("道路",)),))).ids == {"b"}
    assert len(asked) == 2


def test_another_edition_of_the_plan_is_filtered_anew(applied, monkeypatch):
    _, kinds = applied
    assert cache.left(Criteria((("kind", ("学校",)),))).ids == {"a", "c"}
    kinds[2] = "道路"
    versions_are(monkeypatch, lambda: 2)
    assert cache.left(Criteria((("kind", ("学校",)),))).ids == {"a"}
