"""The measured files are what they say; the fuzzing finds what breaks and can make it again."""

from random import Random

import pyogrio
import pytest
import shapely

from bench.exchange_data import parcels, points_csv
from bench.fuzz import Tally
from bench.fuzzing.made_up import MADE_UP, examples
from bench.fuzzing.samples import ENDS, samples
from bench.fuzzing.spoiling import spoiled
from bench.fuzzing.trying import Case, Tried, contents, tried
from bench.markdown import markdown
from geo.importing.layer_reading import read


def test_parcels_are_valid_and_the_same_on_every_run(tmp_path):
    frame = parcels(50)
    assert shapely.is_valid(frame.geometry.to_numpy()).all()
    assert frame["地块编号"].is_unique
    assert shapely.get_num_points(shapely.get_exterior_ring(frame.geometry.array)).min() > 8
    again = parcels.__wrapped__(50)
    assert again.equals(frame)
    pyogrio.write_dataframe(frame, tmp_path / "a.gpkg")
    assert len(read(tmp_path / "a.gpkg", "a.gpkg").frame_ll) == 50


def test_points_are_read_in_both_encodings():
    text = points_csv(30)
    for encoding in ("GB18030", "UTF-8"):
        found = read(text.encode(encoding), "点.csv").frame_ll
        assert len(found) == 30
        assert found["名称"].iloc[0] in text


def test_a_table_has_a_line_under_its_head():
    assert list(markdown([("a", "bc"), ("def", "g")])) == [
        "| a   | bc |",
        "| --- | -- |",
        "| def | g  |",
    ]


def test_every_sample_can_be_read_before_it_is_spoiled():
    for kind, files in samples().items():
        for content in files:
            assert len(read(content, f"来文{ENDS[kind]}").frame_ll)


def test_the_same_dice_spoil_alike():
    content = samples()["XLSX"][0]
    first, second, other = (spoiled(content, Random(seed)) for seed in (1, 1, 2))
    assert first == second != other


@pytest.mark.parametrize("kind", list(MADE_UP))
def test_made_up_texts_are_the_same_for_the_same_number(kind):
    strategy = MADE_UP[kind][1]
    assert list(examples(strategy(), 3)) == list(examples(strategy(), 3))


def test_a_case_tells_what_broke_and_with_what(monkeypatch):
    case = Case("CSV", "spoiled", 1, 2)
    assert tried(case).crash == ""

    def broken(*_, **__):
        raise ZeroDivisionError("甲")

    monkeypatch.setattr("bench.fuzzing.trying.peek", broken)
    found = tried(case)
    assert found.crash.startswith("ZeroDivisionError")
    assert found.content == contents(case)[0]
    assert case.words == "CSV:s:1:2"


def test_tallies_add_up():
    tally = Tally().plus(Tried(3, 1, 0.5, 0)).plus(Tried(0, 0, 0.1, 0, "broke"))
    assert tally == (3, 1, 0.5, 1)
