"""Figures of the life circles are those of the analysis, counted another way."""

from dataclasses import replace

from geo.crs import to_metric
from geo.distance import StraightLine
from geo.lifecircle.gaps import analyse_gaps
from geo.lifecircle.rules import load_rules, preset_rules
from geo.lifecircle.services import existing
from geo.network.build import skeleton
from geo.network.pace import Pace
from geo.network.walking import Walking
from sheets.report.build import build
from sheets.report.lifecircle_part import joined
from sheets.report.model import Note, Paragraph, ReportTable
from sheets.report.request import ReportRequest


def table_of(content, words):
    return next(b for b in content.blocks if isinstance(b, ReportTable) and words in b.numbered)


def prose(content):
    kinds = (Paragraph, Note)
    return "\n".join(block.text for block in content.blocks if isinstance(block, kinds))


def counted(plan, data, zone=""):
    """Rows (met, unmet, no data) by rule, of estates that lie in a zone by plain geometry."""
    rules = preset_rules(load_rules(data), "生活圈")
    estates = plan.communities[plan.communities["in_district"]]
    if zone:
        estates = estates[estates.within(plan.zones.geometry[zone])]
    model = Walking(skeleton(plan.roads), Pace())
    found = analyse_gaps(
        to_metric(estates), existing(to_metric(plan.facilities)), rules, model
    ).table
    told = []
    for rule in rules.index:
        statuses = list(found.loc[found["rule_id"] == rule, "status"].astype(str))
        told.append(tuple(statuses.count(word) for word in ("达标", "未达标", "无资料")))
    return told


def shown(table):
    """Met, unmet, without data of each row; — counts as nothing."""
    at = [table.headers.index(name) for name in ("达标", "未达标", "无资料")]
    return [tuple(0 if row[n] == "—" else int(row[n]) for n in at) for row in table.rows]


def test_figures_of_district_and_zone(plan, district, core, data):
    assert shown(table_of(district, "各类设施达标")) == counted(plan, data)
    assert shown(table_of(core, "各类设施达标")) == counted(plan, data, "core")


def test_share_is_met_of_evaluated(district):
    table = table_of(district, "各类设施达标")
    column = table.headers.index("达标占比")
    for (met, unmet, _), row in zip(shown(table), table.rows, strict=True):
        told = f"{met / (met + unmet):.1%}" if met + unmet else "—"
        assert row[column] == told


def test_straight_lines_and_plan_only_add(district):
    table = table_of(district, "各类设施达标")
    met, near, after = (table.headers.index(name) for name in ("达标", "直线达标", "规划后达标"))
    known = [row for row in table.rows if row[met] != "—"]
    assert len(known) == 7
    assert all(int(row[met]) <= int(row[near]) for row in known)
    assert all(int(row[met]) <= int(row[after]) for row in known)


def test_zone_shares_and_levels(plan, district):
    shares = table_of(district, "各分区达标占比")
    assert shares.headers == ("设施", *plan.zones["name"], "全区")
    levels = table_of(district, "平均完整度")
    inside = int(plan.communities["in_district"].sum())
    assert [int(row[1]) for row in levels.rows][-1] == inside
    assert sum(int(row[1]) for row in levels.rows[:-1]) <= inside
    assert levels.headers[2:5] == ("15 分钟", "10 分钟", "5 分钟")


def test_worst_come_first(core):
    table = table_of(core, "缺项最多")
    shares = [float(row[3].removesuffix("%")) for row in table.rows]
    assert shares == sorted(shares)
    assert {row[1] for row in table.rows} == {"洪都新城核心区"}


def test_planned_services_and_why_not(district):
    rows = {row[0]: row for row in table_of(district, "规划项目计入").rows}
    assert rows["P8-1-03"][4:] == ("九年一贯制", "计入")
    assert rows["P8-1-05"][5] == "未落图，没有可靠位置"
    assert "学段假定不是规划内容" in prose(district)


def test_method_and_limits_are_told(district):
    told = prose(district)
    for words in (
        "主干路骨架路网，不含街坊路",
        "“无资料”指现有资料没有此类设施的图层，不等于没有",
        "学区决定入学，够得着不等于能入学。",
        "步行距离因此偏大",
    ):
        assert words in told
    assert "README" not in told
    checked = {row[5] for row in table_of(district, "采用的标准").rows}
    assert checked == {"转引", "未核对"}


def test_straight_lines_alone_need_no_second_column(plan, circles):
    plain = replace(circles.now, label=StraightLine().label)
    changed = replace(circles, now=plain, after=None, services=None)
    content = build(ReportRequest(plan, "2026-01-31", circles=changed, dpi=150))
    headers = table_of(content, "各类设施达标").headers
    assert not {"直线达标", "规划后达标"} & set(headers)
    assert "规划项目的计入" not in prose(content)


def test_a_zone_without_estates_says_so(plan, circles):
    nowhere = replace(circles, zones=circles.zones.mask(circles.zones == "belt", ""))
    content = build(ReportRequest(plan, "2026-01-31", zone="belt", circles=nowhere, dpi=150))
    assert "本分区没有居住小区资料，无从测算。" in prose(content)


def test_lines_that_are_no_sentences_are_joined():
    lines = ["【测距】", "方法：甲。", "路网：乙", "道路：3", "丙。"]
    assert list(joined(lines)) == ["【测距】", "方法：甲。", "路网：乙；道路：3。", "丙。"]
    assert list(joined(["路网：乙"])) == ["路网：乙。"]
