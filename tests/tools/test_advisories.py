"""Pinned packages against advisories made by hand."""

import json
from zipfile import ZipFile

import pytest

from tools import advisories
from tools.headless import ROOT


def record(events, *, name="Some.Thing", versions=(), kind="ECOSYSTEM", **more):
    part = {
        "package": {"ecosystem": "PyPI", "name": name},
        "ranges": [{"type": kind, "events": events}],
        "versions": list(versions),
    }
    return {"id": "A-1", "modified": "2026-10-09T08:07:06Z", "affected": [part], **more}


FIXED = [{"introduced": "1.0"}, {"fixed": "1.5"}]


@pytest.mark.parametrize(
    ("pin", "events", "named"),
    [
        ("0.9", FIXED, False),
        ("1.0", FIXED, True),
        ("1.4.9", FIXED, True),
        ("1.5", FIXED, False),
        ("1.10", FIXED, False),
        ("1.5rc1", FIXED, True),
        ("9", [{"introduced": "0"}], True),
        ("1.5", [{"introduced": "0"}, {"last_affected": "1.5"}], True),
        ("1.6", [{"introduced": "0"}, {"last_affected": "1.5"}], False),
        ("2.5", [*FIXED, {"introduced": "2.0"}, {"fixed": "3.0"}], True),
        ("1.7", [*FIXED, {"introduced": "2.0"}, {"fixed": "3.0"}], False),
    ],
)
def test_a_version_lies_between_what_began_and_what_mended_it(pin, events, named):
    assert bool(list(advisories.concerns(record(events), {"some-thing": pin}))) is named


def test_a_listed_version_is_named_whatever_the_ranges_say():
    said = record([{"introduced": "0"}, {"fixed": "abc"}], versions=["1.1"], kind="GIT")
    assert [each.mended for each in advisories.concerns(said, {"some-thing": "1.1"})] == [()]
    assert not list(advisories.concerns(said, {"some-thing": "1.2"}))


def test_what_was_withdrawn_or_is_of_elsewhere_says_nothing():
    pins = {"some-thing": "1.1"}
    assert not list(advisories.concerns(record(FIXED, withdrawn="2026-01-01T00:00:00Z"), pins))
    other = record(FIXED)
    other["affected"][0]["package"]["ecosystem"] = "npm"
    assert not list(advisories.concerns(other, pins))


def test_the_pins_are_those_of_the_product():
    pins = advisories.pinned([ROOT / "requirements.txt", ROOT / "requirements-sign-in.txt"])
    assert pins["streamlit"] == "1.67.0"
    assert {"authlib", "streamlit-folium", "python-docx"} <= pins.keys()


def test_the_table_names_package_advisory_and_date(tmp_path, capsys):
    pins = tmp_path / "pins.txt"
    pins.write_text("# of a test\nsome_thing[extra]==1.2 ; python_version > '3'\n", "utf-8")
    with ZipFile(tmp_path / "all.zip", "w") as packed:
        packed.writestr("A-1.json", json.dumps(record(FIXED)))
    assert advisories.main([str(tmp_path / "all.zip"), str(pins)]) == 1
    told = capsys.readouterr().out
    assert "1 advisories, the newest of 2026-10-09; 1 pinned packages" in told
    assert "some-thing               1.2          A-1                    1.5" in told


@pytest.mark.parametrize("content", [None, b"no zip"])
def test_an_empty_or_broken_list_is_no_good_news(tmp_path, content, capsys):
    source = tmp_path / "list"
    source.mkdir() if content is None else source.write_bytes(content)
    assert advisories.main([str(source), str(ROOT / "requirements.txt")]) == 2
    assert "none" not in capsys.readouterr().out
