"""Which folders a child may read, in a checkout and installed."""

import sys

from geo.sandbox import child


def test_of_a_checkout_the_packages_named_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(child, "_ROOT", tmp_path)
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    readable = child._readable(["geo"])
    assert tmp_path / "geo" in readable
    assert tmp_path not in readable


def test_installed_beside_what_it_needs_the_folder_of_both(tmp_path, monkeypatch):
    """Else a child of an install outside of a virtual environment could not read numpy."""
    (tmp_path / "numpy").mkdir()
    monkeypatch.setattr(child, "_ROOT", tmp_path)
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    assert tmp_path in child._readable(["geo"])
