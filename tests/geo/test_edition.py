"""Every change of the data folder is another edition."""

import os
import shutil

import pytest

from geo.edition import edition_of
from geo.errors import DataError

TOMORROW_NS = 4_000_000_000_000_000_000


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "data"
    (made / "more").mkdir(parents=True)
    (made / "projects.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (made / "more" / "zones.geojson").write_text("{}", encoding="utf-8")
    return made


def test_the_same_folder_is_the_same_edition(folder):
    assert edition_of(folder) == edition_of(folder)
    assert 0 <= edition_of(folder) < 2**64


def test_an_edit_beside_a_file_of_tomorrow_is_noticed(folder):
    os.utime(folder / "more" / "zones.geojson", ns=(TOMORROW_NS, TOMORROW_NS))
    before = edition_of(folder)
    (folder / "projects.csv").write_text("a,b\n1,2\n3,4\n", encoding="utf-8")
    assert edition_of(folder) != before


def test_an_older_edition_copied_over_with_its_time_is_noticed(folder, tmp_path):
    old = tmp_path / "old.csv"
    old.write_text("a,b\n7,8\n", encoding="utf-8")
    os.utime(old, ns=(10**18, 10**18))
    before = edition_of(folder)
    shutil.copy2(old, folder / "projects.csv")
    assert edition_of(folder) != before


def test_a_file_more_less_or_renamed_is_noticed(folder):
    found = [edition_of(folder)]
    (folder / "b").touch()
    found.append(edition_of(folder))
    (folder / "b").rename(folder / "c")
    found.append(edition_of(folder))
    (folder / "more" / "zones.geojson").unlink()
    found.append(edition_of(folder))
    assert len(set(found)) == 4


def test_names_cannot_stand_for_one_another(folder):
    if os.name == "nt":
        pytest.skip("Windows takes no line break in a name")
    stat = (folder / "projects.csv").stat()
    one = folder / f"x 0 {stat.st_mtime_ns}\ny"
    one.touch()
    os.utime(one, ns=(stat.st_mtime_ns,) * 2)
    with_one = edition_of(folder)
    one.unlink()
    for name in ("x", "y"):
        (folder / name).touch()
        os.utime(folder / name, ns=(stat.st_mtime_ns,) * 2)
    assert edition_of(folder) != with_one


def test_no_data_is_said(tmp_path):
    (tmp_path / "empty").mkdir()
    for name in ("empty", "none"):
        with pytest.raises(DataError, match=f"{name} 不存在或为空"):
            edition_of(tmp_path / name)


def test_other_bytes_of_the_same_length_and_time_are_noticed(folder):
    file = folder / "projects.csv"
    stat = file.stat()
    before = edition_of(folder)
    file.write_text("a,b\n9,2\n", encoding="utf-8")
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    now = file.stat()
    assert (now.st_size, now.st_mtime_ns) == (stat.st_size, stat.st_mtime_ns)
    if os.name == "nt":
        pytest.skip("Windows tells no time of a change, and the place is the same")
    assert edition_of(folder) != before


def test_a_file_put_in_the_place_of_another_of_the_same_length_and_time_is_noticed(folder):
    file, other = folder / "projects.csv", folder.parent / "other.csv"
    stat = file.stat()
    before = edition_of(folder)
    other.write_text("a,b\n9,2\n", encoding="utf-8")
    os.utime(other, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    other.replace(file)
    assert edition_of(folder) != before


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_folder_linked_into_itself_is_read_once(folder):
    (folder / "more" / "again").symlink_to(folder, target_is_directory=True)
    before = edition_of(folder)
    (folder / "more" / "zones.geojson").write_text("[]", encoding="utf-8")
    assert edition_of(folder) != before


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_files_behind_a_link_count(folder, tmp_path):
    (tmp_path / "far").mkdir()
    (folder / "link").symlink_to(tmp_path / "far", target_is_directory=True)
    before = edition_of(folder)
    (tmp_path / "far" / "a").touch()
    assert edition_of(folder) != before
