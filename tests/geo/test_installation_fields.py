"""Fields that an installation adds: columns like any other, or what is wrong is told."""

import os
import subprocess
import sys

import pytest

from geo.errors import DataError
from geo.installation import parse_installation
from geo.installation_fields import OwnField

GOOD = """
review = true

[[field]]
id = "leader"
title = "挂点领导"

[[field]]
id = "area"
title = "征地面积"
type = "number"
unit = "亩"

[[field]]
id = "stage2"
title = "手续"
choices = ["立项", "用地", "施工许可"]
"""


def test_fields_are_read_in_their_order():
    leader, area, stage = parse_installation(GOOD, "installation.toml").fields
    assert leader == OwnField("leader", "挂点领导")
    assert (area.type, area.unit) == ("number", "亩")
    assert stage.choices == ("立项", "用地", "施工许可")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('field = "x"', "应为一段段的 [[field]]"),
        ('[[field]]\ntitle = "甲"', "field.id"),
        ('[[field]]\nid = "A"\ntitle = "甲"', "小写字母开头"),
        ('[[field]]\nid = "a"', "field.title"),
        ('[[field]]\nid = "a"\ntitle = "甲\\n乙"', "field.title"),
        ('[[field]]\nid = "a"\ntitle = "甲"\ntype = "money"', "text、number、date"),
        ('[[field]]\nid = "a"\ntitle = "甲"\nunit = "米"', "field.unit"),
        ('[[field]]\nid = "a"\ntitle = "甲"\ntype = "date"\nlong = true', "field.long"),
        ('[[field]]\nid = "a"\ntitle = "甲"\nchoices = ["一", "一"]', "不重复"),
        ('[[field]]\nid = "a"\ntitle = "甲"\nspan = 3', "不认识这一项"),
        ('[[field]]\nid = "a"\ntitle = "甲"\n[[field]]\nid = "a"\ntitle = "乙"', "不止一次"),
        ('[[field]]\nid = "a"\ntitle = "甲"\n[[field]]\nid = "b"\ntitle = "甲"', "不止一次"),
    ],
)
def test_what_cannot_be_understood_is_told(text, words):
    with pytest.raises(DataError, match="installation.toml") as told:
        parse_installation(text, "installation.toml")
    assert words in str(told.value)


def test_a_field_can_be_written_and_is_checked(tmp_path):
    (tmp_path / "installation.toml").write_text(GOOD, "utf-8")
    environ = {
        **os.environ,
        "PLANMAP_INSTALLATION": str(tmp_path / "installation.toml"),
        "PLANMAP_STORE": f"sqlite:///{tmp_path / 'ledger.sqlite'}",
        "PYTHONUTF8": "1",
    }

    def planmap(*words):
        command = [sys.executable, "-m", "planmap", "ledger", *words]
        return subprocess.run(command, env=environ, capture_output=True, text=True, check=False)

    act = ("--by", "张三", "--why", "会议确定")
    made = planmap("set", "P5-1-01", "征地面积=12.5", "挂点领导=李四", "手续=用地", *act)
    assert made.returncode == 0, made.stderr
    shown = planmap("show", "P5-1-01").stdout
    assert "挂点领导：李四" in shown
    assert "征地面积：12.5" in shown
    refused = planmap("set", "P5-1-01", "手续=完结", *act)
    assert refused.returncode == 2
    assert "立项、用地、施工许可" in refused.stderr
