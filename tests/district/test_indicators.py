"""Indicators of another district: none at all, or its own with its own years."""

import os
import subprocess
import sys

import pytest

from tools.headless import ROOT
from tools.other_district import write_roadless

OWN = """indicator_id,category,name,unit,base,target,growth,kind,sense,path,reading,odd,source
A-1,民生,绿道长度,公里,10,20,[10],约束性,不低于,直线,,,方案第二节
A-2,民生,用地结构,,3:7,4:6,,预期性,,,两个数，不判断,,方案第二节
"""
PANEL = """
from streamlit.testing.v1 import AppTest
test = AppTest.from_string(
    "from views.monitoring import indicators_panel; indicators_panel.show()", default_timeout=120
).run()
assert not test.exception and not test.error, (test.exception, test.error)
print(*[each.value for each in [*test.info, *test.markdown]], sep="\\n")
print(*[each.value.to_string() for each in test.dataframe], sep="\\n")
"""


@pytest.fixture
def district(tmp_path):
    folder = write_roadless(tmp_path / "data")
    store = f"sqlite:///{tmp_path / 'ledger.sqlite'}"
    env = {**os.environ, "PLANMAP_DATA": str(folder), "PLANMAP_STORE": store}

    def run(*words, code=0):
        done = subprocess.run(
            [sys.executable, *words], cwd=ROOT, env=env, capture_output=True, text=True,
            timeout=300, check=False,
        )  # fmt: skip
        assert done.returncode == code, done.stdout[-2000:] + done.stderr[-2000:]
        return done.stderr if code else done.stdout

    return folder, run


def ledger(run, *words, code=0):
    return run("-m", "planmap", "ledger", *words, code=code)


def test_a_district_without_indicators_says_so(district):
    _, run = district
    assert ledger(run, "indicators") == "规划没有列出指标\n"
    assert ledger(run, "indicators", "--json") == "[]\n"
    assert "没有指标表" in run("-c", PANEL)


def test_a_district_with_its_own_is_judged_by_its_own_years(district):
    folder, run = district
    (folder / "indicators.csv").write_text(OWN, "utf-8-sig")
    who = ("--by", "张三", "--why", "年报")
    ledger(run, "set", "A-1", "2026年实际值=15", *who)
    out = ledger(run, "indicators")
    # the base is of 2023: three of five years of 10 to 20 make 16
    assert "2026 年实际 15，直线进度 16，低 1，目标 20，完成增量的 50%" in out
    assert "A-2" in out
    assert "请填 2 个数" in ledger(run, "set", "A-2", "2025年实际值=3", *who, code=2)
    told = run("-c", PANEL)
    assert "2023→2028目标" in told
    assert "进度落后" in told


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("A-1,民生,绿道,公里,——,20,,约束性,不低于,直线,,,某节", "与 base、target 列不一致"),
        ("A-1,民生,绿道,公里,10,3:7,,约束性,不低于,逐年,,,某节", "与 base、target 列不一致"),
        ("A-1,民生,绿道,公里,10,20,,约束性,,直线,,,某节", "与 sense 列不一致"),
        ("A-1,民生,绿道,公里,10,20,,约束性,,,,,某节", "请在 reading 写明原因"),
        ("A-1,民生,绿道,公里,10,20,,大概,不低于,直线,,,某节", "不在可选值之内"),
    ],
)
def test_a_row_that_cannot_be_judged_as_told_is_refused(district, row, said):
    folder, run = district
    (folder / "indicators.csv").write_text(f"{OWN.splitlines()[0]}\n{row}\n", "utf-8-sig")
    err = ledger(run, "indicators", code=2)
    assert "indicators.csv 第 2 行" in err
    assert said in err
