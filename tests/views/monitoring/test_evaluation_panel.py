"""The section 评估报告 as Streamlit runs it: what is chosen is what is made."""

import io
from datetime import date

import docx

from sheets.evaluation.sources import EvaluationSpec
from views.monitoring import evaluation_panel


def words(test) -> str:
    return "\n".join(str(each.value) for each in [*test.markdown, *test.caption])


def test_it_opens_with_the_final_evaluation_of_the_district(opened):
    test = opened(section="评估报告")
    assert not test.exception
    assert not test.error
    assert f"终期评估，全区，数据截至 {date.today().year} 年" in words(test)
    assert [each.label for each in test.get("download_button")] == ["下载 Word", "下载 PDF"]


def test_a_day_that_is_none_is_told_and_no_button_is_there(opened):
    test = opened(section="评估报告")
    test.text_input(key="eval-day").set_value("2025-13-01").run()
    assert "不是日期" in test.error[0].value
    assert not test.get("download_button")


def test_a_zone_is_named(opened):
    test = opened(section="评估报告")
    test.session_state["eval-scope"] = "分区"
    test.session_state["eval-kind"] = "中期评估"
    test.run()
    assert "中期评估，洪都新城核心区" in words(test)


def test_without_a_unit_it_says_so(opened):
    test = opened(section="评估报告")
    test.session_state["eval-scope"] = "单位"
    test.run()
    assert "台账还没有填报任何责任单位" in words(test)
    assert not test.get("download_button")


def test_what_the_button_makes_is_the_evaluation_of_the_ledger(opened, write):
    write("P5-1-01", status="完工", lead_unit="甲局")
    test = opened(section="评估报告")
    test.session_state["eval-scope"] = "单位"
    test.text_input(key="eval-day").set_value("2025-12-31").run()
    assert "终期评估，甲局，数据截至 2025 年 12 月 31 日" in words(test)
    spec = EvaluationSpec("终期评估", date(2025, 12, 31), date(2026, 1, 1), "单位:甲局", dpi=150)
    made = evaluation_panel.made(evaluation_panel.finding(), spec, ".docx")
    said = "\n".join(each.text for each in docx.Document(io.BytesIO(made)).paragraphs)
    assert "本单位共有规划项目 1 项，其中 1 项填报了状态，0 项未填报" in said
