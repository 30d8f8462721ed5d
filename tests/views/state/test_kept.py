"""Every lasting widget of the app is kept by a project file, with the options it offers."""

import ast
from importlib import import_module
from pathlib import Path

import pytest

from geo.errors import DataError
from geo.lifecircle.rules import load_rules, presets, rules_csv
from geo.plan_data import load_plan
from geo.project_file.checks import NotOfferedError
from geo.schema import PROJECTS
from layers import LAYERS
from layers.imported_style import INKS, SHAPES
from views.filter_form import KEYS as FILTER
from views.lifecircle import layer_roles
from views.state import kept
from views.state.imported import LOOK
from views.state.kept import FAMILIES, KEYS, check_of
from views.state.model import Choice

ROOT = Path(__file__).parents[3]
CHOICES = {name: key for name, key in KEYS.items() if isinstance(key, Choice) and key.check}

OFFERED = {
    "pal": ("规范色", "色觉友好", "黑白"),
    "by": ("按图层", "按状态", "按时限")[: 3 if PROJECTS.column("timing") else 2],
    "bg": ("矢量底图（离线）", "天地图", "高德地图", "OpenStreetMap"),
    "panel": ("项目表", "未落图", "落图", "统计", "缓冲", "留痕", "导入", "出图"),
    "placed": ("all", "placed", "unplaced"),
    "board-by": ("专栏", "分区", "单位", "年"),
    "board-year": ("", "2021", "2022", "2023", "2024", "2025"),
    "gantt-by": ("专栏", "单位", "分区", "不分组"),
    "section": ("看板", "甘特", "填报表", "收发表单", "指标", "评估报告"),
    "ring-how": ("生活圈标准", "步速×时间", "自定义米数"),
    "ring-mode": ("合并", "分别"),
    "sheet-paper": ("A4", "A3", "A2"),
    "sheet-turn": ("横向", "纵向"),
    "sheet-mode": ("内部工作图", "公开示意图"),
    "sheet-dpi": (150, 300),
    "lc-how": ("路网步行", "直线×绕行系数", "直线距离"),
    "lc-unstated": ("九年一贯制", "小学", "初中", ""),
    "lc-areas": ("可达范围", "5/10/15 分钟圈", "三法对比", "就近服务范围", "不画范围"),
    "lc-aim": ("覆盖最多", "步行最短"),
    "lc-from": ("居住小区", "路口", "分区内网格", "导入图层"),
    "lc-step": (100, 150, 200, 300, 500),
    "lc-decay": ("不衰减（2SFCA）", "高斯衰减", "线性衰减", "反比衰减"),
}
"""What project files that planners have may hold."""


def told(module, node):
    """The name that a widget's key comes to, "" where it is not told in the file itself.

    `X.name` and `x.X.name` are keys of `views.state`, `X.key(...).name` is one of a family,
    `X[...].name` one of several.
    """
    if isinstance(node, ast.Constant):
        return str(node.value)
    if not (isinstance(node, ast.Attribute) and node.attr == "name"):
        return ""
    holder, tail = node.value, ""
    if isinstance(holder, ast.Call) and getattr(holder.func, "attr", "") == "key":
        holder, tail = holder.func.value, "x"
    if isinstance(holder, ast.Subscript):
        keys = getattr(module, holder.value.id)  # all of them have one check
        known = getattr(holder.slice, "value", None)
        return (keys[known] if known in keys else next(iter(keys.values()))).name
    found = module
    for name in ast.unparse(holder).split("."):
        found = getattr(found, name, None)
    return getattr(found, "prefix" if tail else "name", "") + tail


def widgets():
    """File, key and keywords of every call that is given a key."""
    for path in sorted((ROOT / "views").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            words = {word.arg: word.value for word in getattr(node, "keywords", [])}
            if isinstance(node, ast.Call) and "key" in words:
                yield path.relative_to(ROOT), words


def lasting_widgets():
    """File and key of every widget whose value lasts: bound to the URL or kept for the session."""
    for path, words in widgets():
        if {"bind", "persist_state"} & set(words):
            module = import_module(".".join(path.with_suffix("").parts))
            yield path.name, told(module, words["key"])


def test_every_lasting_widget_is_kept_or_named_as_not_kept():
    found = {(file, key) for file, key in lasting_widgets() if key}
    lost = {f"{file}: {key}" for file, key in found if not (check_of(key) or not_kept(key))}
    assert len(found) > 25
    assert lost == set(), "give it a key in views/state, with a check or why it is not kept"


def not_kept(name):
    told = [key.not_kept for key in KEYS.values() if key.name == name]
    told += [each.not_kept for each in FAMILIES.values() if name.startswith(each.prefix)]
    return any(told)


def test_the_filter_is_kept():
    assert all(check_of(each.key.name) for each in FILTER.values())


def test_options_are_those_that_files_hold():
    assert {name: key.options for name, key in CHOICES.items()} == OFFERED


@pytest.mark.parametrize("name", CHOICES)
def test_every_option_of_the_app_is_taken_and_no_other(name):
    key = CHOICES[name]
    assert key.start in key.options
    for option in key.options:
        assert check_of(name)(option, name) == option
    other = 77 if isinstance(key.options[0], int) else "没有的选项"
    with pytest.raises(NotOfferedError, match="现在没有"):
        check_of(name)(other, name)


def test_a_start_is_one_that_a_file_may_hold():
    """But for what is chosen of the data, which begins as nothing."""
    begun = {key.name: key.start for key in KEYS.values() if key.check and key.start is not None}
    assert kept.pick(begun).left_out == (
        "项目文件 choices.view：应为格式正确的文字，实为 空文字；请用本程序重新保存项目文件",
        "项目文件 choices.lc-target：应为 50–100 之间的整数，实为 0；请用本程序重新保存项目文件",
    )


def test_ids_of_the_plan_make_keys():
    plan = load_plan(ROOT / "data")
    rules = load_rules(ROOT / "data")
    assert all(check_of(f"on-{spec.layer_id}") for spec in LAYERS)
    assert all(check_of(f"alpha-{spec.layer_id}") for spec in LAYERS)
    assert all(check_of(f"lc-plan-{name}") for name in plan.projects.index)
    assert all(check_of(f"lc-walk-{name}") for name in rules.index)
    assert all(check_of("lc-svc")(name, "") for name in rules.index)
    assert all(check_of("lc-std")(name, "") for name in presets(rules))


@pytest.mark.parametrize("key", ["", "on-", "on-a/b", "map", "tdt", "lc-network", "__dict__"])
def test_other_keys_are_not_kept(key):
    assert check_of(key) is None


def test_the_edited_rules_are_kept_as_text():
    text = rules_csv(load_rules(ROOT / "data"))
    assert check_of("lc-rules")(text, "") == text
    assert check_of("lc-rules")("", "") == ""
    for wrong in (3, ["a"], "x" * 1_000_001):
        with pytest.raises(DataError, match="choices.lc-rules：应为"):
            check_of("lc-rules")(wrong, "choices.lc-rules")


@pytest.mark.parametrize(
    ("view", "good"),
    [
        ("115.88,28.58,115.95,28.66", True),
        ("115.880000,28.580000,115.950000,28.660000", True),
        ("115.88,28.58,115.95", False),
        ("115.88,28.58,115.95,28.66,", False),
        ("a,b,c,d", False),
    ],
)
def test_a_view_is_four_numbers(view, good):
    if good:
        assert check_of("view")(view, "view") == view
    else:
        with pytest.raises(DataError, match="view"):
            check_of("view")(view, "view")


def test_a_look_is_one_that_the_app_offers():
    assert [LOOK["ink"](ink, "") for ink in ("", *INKS)] == ["", *INKS]
    assert [LOOK["shape"](shape, "") for shape in ("", *SHAPES)] == ["", *SHAPES]
    for name, wrong in (("ink", "黄"), ("shape", "心")):
        with pytest.raises(DataError, match=wrong):
            LOOK[name](wrong, name)


def test_a_filter_of_an_own_layer_is_kept_as_it_is():
    rules = [{"column": "类别", "one_of": ["药店"], "low": 0.0, "high": 0.0}]
    kept = {"text": "甲", "rules": rules}
    assert LOOK["filter"](kept, "filter") == kept
    with pytest.raises(DataError, match="rules"):
        LOOK["filter"]({"text": "", "rules": [{"column": "类别"}]}, "filter")


def test_uses_of_imported_layers_name_them_by_their_place():
    use = {"role": "设施", "layer": "0", "title": "甲", "kind": "小学", "column": "", "stage": ""}
    use |= {"instead": True, "spacing_m": 50.0, "tolerance_m": 1.0}
    assert check_of("lc-own")([use], "") == [use]
    for wrong in ({"layer": "abcDEF_1"}, {"layer": ""}, {"role": "x"}, {"spacing_m": 0.0}):
        with pytest.raises(DataError):
            check_of("lc-own")([use | wrong], "lc-own")


def test_the_roles_of_imported_layers_are_those_of_the_page():
    for role in layer_roles.ROLES:
        assert check_of("lc-own")([vars(layer_roles.Use(role, "3", "甲"))], "")
