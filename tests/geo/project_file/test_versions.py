"""Layouts of a file: whose it is and which, older ones brought up."""

import pytest

from geo.errors import DataError
from geo.project_file.model import FORMAT, VERSION
from geo.project_file.versions import up_to_date


def refused(**data):
    with pytest.raises(DataError) as found:
        up_to_date(data)
    return str(found.value)


def test_a_file_of_the_present_layout_stays_as_it_is():
    data = {"format": FORMAT, "version": VERSION, "x": 1}
    assert up_to_date(data) is data


def test_each_step_starts_where_the_one_before_ended():
    steps = {at: lambda data, at=at: {**data, "way": [*data["way"], at]} for at in (1, 2, 3)}
    old = {"format": FORMAT, "version": 2, "way": []}
    assert up_to_date(old, steps, latest=4) == {"format": FORMAT, "version": 4, "way": [2, 3]}
    assert old == {"format": FORMAT, "version": 2, "way": []}


def test_another_programs_file_is_told():
    words = (
        "项目文件 format：应为 qingyunpu-plan-map-project，实为 {}；请选择由本程序保存的项目文件"
    )
    assert refused(format="x", version=1) == words.format("x")
    assert refused(version=1) == words.format("空")


@pytest.mark.parametrize(
    ("version", "found"), [(None, "空"), ("1", "1"), (True, "是"), (0, "0"), (1.0, "1")]
)
def test_a_version_is_a_positive_whole_number(version, found):
    assert refused(format=FORMAT, version=version) == (
        f"项目文件 version：应为正整数，实为 {found}；请用本程序重新保存项目文件"
    )


def test_a_newer_version_names_the_program_that_wrote_it():
    assert refused(format=FORMAT, version=VERSION + 1, app="9.9") == (
        f"项目文件 version：这是第 {VERSION + 1} 版文件，由程序 9.9 保存；"
        f"本程序只认到第 {VERSION} 版；请先升级本程序"
    )
