"""What an evaluation says, counted by hand from the acts of `conftest.TOLD`."""

from datetime import date

import pytest

from sheets.evaluation.build import build
from sheets.evaluation.gathering import gathered
from sheets.evaluation.request import PARTS
from sheets.report.lifecircle_figures import default_circles
from sheets.report.lifecircle_tables import kinds
from sheets.report.model import Chart, Contents, Figure, Heading, Note, Paragraph, ReportTable


def section(content, title):
    blocks = content.blocks
    heads = [at for at, each in enumerate(blocks) if isinstance(each, Heading) and each.level == 1]
    first = next(at for at in heads if blocks[at].text.startswith(title))
    return blocks[first + 1 : next((at for at in heads if at > first), None)]


def prose(blocks):
    return "\n".join(each.text for each in blocks if isinstance(each, Paragraph | Note))


def table(blocks, caption):
    return next(b for b in blocks if isinstance(b, ReportTable) and b.caption.startswith(caption))


def every_word(content):
    for block in content.blocks:
        if isinstance(block, ReportTable):
            yield from (
                block.caption,
                *block.headers,
                *(word for row in block.rows for word in row),
            )
        elif not isinstance(block, Contents | Chart | Figure):
            yield block.text


def test_the_sections_stand_in_order(content):
    heads = [b.text for b in content.blocks if isinstance(b, Heading) and b.level == 1]
    assert heads == [
        "编制说明", "总体情况", "主要指标", "按章节和专栏的实施情况", "实施状态图",
        "分区与责任单位", "问题与协调事项", "生活圈：当时与现在",
        "项目明细表", "附录：变动记录", "资料来源与说明",
    ]  # fmt: skip
    assert isinstance(content.blocks[0], Contents)


def test_the_cover_tells_plan_scope_days_and_maker(content):
    assert content.cover.title.endswith("终期评估报告")
    assert content.cover.subtitle == "终期评估　全区"
    told = "\n".join(content.cover.lines)
    assert "编制单位：甲局" in told
    assert "数据截至：2025 年 12 月 31 日" in told
    assert "编制日期：2026 年 3 月 1 日" in told


def test_counts_are_those_of_the_acts(plan, content):
    said = prose(section(content, "总体情况"))
    count = len(plan.projects)
    assert f"共有规划项目 {count} 项，其中 5 项填报了状态，{count - 5} 项未填报" in said
    assert "前期 1 项、在建 1 项、完工 1 项、投用 1 项、调整 1 项" in said
    assert f"完工和投用合计 2 项，占范围内全部项目的 {2 / count:.1%}" in said
    # P5-1-01 in time; P5-1-02 late; P8-1-01 done without dates; P8-1-02 begins in May 2026
    assert "逾期未完工 1 项、按期完工 1 项、已完工 1 项、未到期 1 项" in said
    assert f"另有 {count - 4} 项没有填报计划日期" in said
    assert "到该日仍逾期未开工或未完工的共 1 项" in said


def test_sums_say_of_how_many_items_they_are(content):
    said = prose(section(content, "总体情况"))
    assert "总投资 2.08 亿元（2 项填报），累计完成 850 万元（2 项填报）" in said
    assert "累计完成率 100.0%（1 项）" in said  # of P5-1-01 alone, which told both
    assert "2025 年计划 未填报，当年完成 50 万元（2 项填报）" in said


def test_what_was_entered_for_a_later_day_does_not_count(content):
    assert "取消" not in prose(section(content, "总体情况"))
    rows = table(section(content, "总体情况"), "全区项目的状态").rows
    assert {row[0]: row[1] for row in rows}["取消"] == "0"
    assert "属于以后日期的 1 次填报不计入" in prose(section(content, "编制说明"))


def test_states_and_timings_of_the_table_add_up(plan, content):
    rows = table(section(content, "总体情况"), "全区项目的状态").rows
    assert sum(int(row[1]) for row in rows) == len(plan.projects)
    assert sum(int(row[4]) for row in rows if row[4]) == len(plan.projects)


def test_a_column_tells_done_late_changed_and_unreported(content):
    blocks = section(content, "按章节")
    late = table(blocks, "逾期的项目（1 项）")
    assert late.rows == (
        (
            "P5-1-02",
            "航空路",
            "甲局",
            "逾期未完工",
            "2022-03-01",
            "2023-12-31",
            "2022-05-01",
            "60%",
        ),
    )
    changed = table(blocks, "停缓建、调整、取消的项目（1 项）")
    assert changed.rows == (
        ("P5-1-03", "昌安路", "调整", "2024-03-31", "资金未到位", "纪要〔2024〕3 号", "张三"),
    )
    said = prose(blocks)
    assert "47 项中，在建 1 项、完工 1 项、调整 1 项；44 项未填报。" in said
    assert "完工、投用：强五路；在建：航空路" in said


def test_chapters_of_the_plan_are_headings(content):
    heads = [b.text for b in section(content, "按章节") if isinstance(b, Heading) and b.level == 2]
    assert [head[:4] for head in heads] == [
        "第二章 ",
        "第五章 ",
        "第八章 ",
        "第九章 ",
        "第十章 ",
        "第十一章",
        "第十二章",
    ]


def test_units_have_their_items_and_sums(plan, content):
    blocks = section(content, "分区与责任单位")
    counts = {row[0]: row[1] for row in table(blocks, "各责任单位项目状态").rows}
    assert counts == {"甲局": "2", "丙局": "2", "乙局": "1", "未填报": str(len(plan.projects) - 5)}
    sums = {row[0]: row[1:4] for row in table(blocks, "各责任单位投资").rows}
    assert sums == {
        "甲局": ("2.08 亿元（2）", "800 万元（1）", "100.0%（1）"),
        "丙局": ("未填报", "50 万元（1）", "—"),
    }


def test_matters_are_told_with_what_is_overdue(content):
    blocks = section(content, "问题")
    said = prose(blocks)
    assert "存在问题 1 条（待办 0 条、办理中 1 条、已办结 0 条）" in said
    assert "需协调事项 1 条（待办 1 条、办理中 0 条、已办结 0 条）" in said
    assert "其中 1 条已过解决时限仍未办结" in said
    assert table(blocks, "需协调事项").rows[0][2:4] == ("用地待供应", "丁局")


def test_changes_are_listed_while_they_are_few(content):
    blocks = section(content, "附录")
    assert "共 8 次。逐次列出如下" in prose(blocks)  # six of items, two matters; one is later
    rows = table(blocks, "变动记录（8 次）").rows
    assert len(rows) == 8
    changed = next(row for row in rows if "调整" in row[2])
    assert changed == (
        "2024-03-31\n2024-03-31", "P5-1-03 昌安路", "状态：未填报 → 调整", "张三", "资金未到位",
        "纪要〔2024〕3 号",
    )  # fmt: skip
    first = next(row for row in rows if row[1] == "P5-1-01 强五路")
    assert len(first[2].split("\n")) == 6
    months = {row[0]: row[1:] for row in table(blocks, "各月填报次数").rows}
    assert months["2024-06"] == ("3", "3", "1")
    assert sum(int(row[0]) for row in months.values()) == 8


def test_life_circles_tell_what_then_and_now_are(content):
    said = prose(section(content, "生活圈"))
    assert "“当时”为随规划数据发布的现状设施" in said
    assert "不是规划编制当年的普查" in said
    assert "计入现在的规划设施 1 项：京山小学还建。" in said


def test_then_and_now_are_what_the_report_of_the_plan_counts(plan, district, content):
    circles = default_circles(plan, district.rules, counted=("P8-1-01",))
    report = kinds(circles, "全区")
    then, now = (report.headers.index(name) for name in ("达标", "规划后达标"))
    expected = [(row[1], row[then], row[now]) for row in report.rows]
    told = table(section(content, "生活圈"), "各类设施达标")
    at = [told.headers.index(name) for name in ("设施", "当时达标", "现在达标")]
    assert [tuple(row[each] for each in at) for row in told.rows] == expected
    schools = next(row for row in expected if row[0] == "小学")
    assert int(schools[2]) >= int(schools[1])


def test_parts_may_be_left_out(sources, asked):
    some = build(gathered(sources, asked(parts=("units",))))
    heads = [b.text for b in some.blocks if isinstance(b, Heading) and b.level == 1]
    assert heads == ["编制说明", "总体情况", "分区与责任单位", "资料来源与说明"]
    assert len(PARTS) == 8


def test_where_nothing_was_entered_it_reads_as_a_document(plan, empty):
    said = prose(empty.blocks)
    count = len(plan.projects)
    assert f"其中 0 项填报了状态，{count} 项未填报。台账中没有任何状态" in said
    assert "投资：总投资、年度计划、累计完成均未填报。" in said
    assert "台账没有记载全区项目的问题与协调事项" in said
    assert f"{count} 项的责任单位均未填报" in said
    assert "全区项目没有填报记录" in said
    assert "台账没有记为完工或投用的规划设施" in said
    assert all(block.rows for block in empty.blocks if isinstance(block, ReportTable))


@pytest.mark.parametrize("of", ["content", "empty"])
def test_no_word_of_a_program_is_left(of, request):
    words = list(every_word(request.getfixturevalue(of)))
    assert not [word for word in words if word.lower() in ("nan", "none", "nat", "<na>")]
    told = [word.replace("nanchang", "") for word in words]  # of a source
    assert not [word for word in told if "nan" in word.lower() or "None" in word]


def test_a_zone_has_its_items_and_says_what_it_cannot_know(plan, sources, asked):
    request = gathered(sources, asked(scope="分区:洪都新城核心区"))
    said = prose(build(request).blocks)
    assert request.scope.value == "core"
    assert f"全区另有 {int(plan.projects.geometry.isna().sum())} 项未落图" in said
    assert "主要指标为全区指标，不分解到分区" in said


def test_a_unit_has_what_it_answers_for(sources, asked):
    request = gathered(sources, asked(scope="单位：甲局"))
    assert list(request.items.rows.index) == ["P5-1-01", "P5-1-02"]
    content = build(request)
    assert content.cover.subtitle == "终期评估　单位：甲局"
    assert len(table(section(content, "项目明细表"), "专栏5").rows) == 2


def test_the_map_shows_the_states_of_the_day(sources, asked):
    request = gathered(sources, asked(day=date(2023, 12, 31)))
    states = request.plan.projects["status"]
    assert states[states != "未填报"].to_dict() == {"P5-1-03": "停缓建"}
    assert request.plan.day == date(2023, 12, 31)
    figure = next(b for b in build(request).blocks if isinstance(b, Figure))
    assert (figure.width_mm, figure.height_mm) == (297.0, 210.0)


def test_a_midterm_looks_no_further_than_its_day(sources, asked):
    request = gathered(sources, asked(kind="中期评估", day=date(2023, 12, 31)))
    said = prose(section(build(request), "总体情况"))
    assert "停缓建 1 项；完工和投用合计 0 项" in said
    assert request.changes.acts == 1
