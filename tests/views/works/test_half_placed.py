"""A place that is half drawn or half filled in is work, and comes back."""

from views.placing.map_edit import MapEdit
from views.state import kept, work
from views.works.opening import PARAMETER

TAIL = "projects-P5-1-01"
LINE = '{"type": "LineString", "coordinates": [[115.92, 28.62], [115.93, 28.62]]}'
EDIT = MapEdit(3, "projects:P5-1-01", "强五路", "line,point,area", draft=LINE)._asdict()
TYPED = {
    "map-edit": EDIT,
    "placing-item": "projects:P5-1-01",
    f"placing-way-{TAIL}": "按路段",
    f"placing-road-{TAIL}": "试验路",
    f"placing-basis-{TAIL}": "按影像手绘",
    f"placing-accuracy-{TAIL}": 40.0,
    f"placing-seen-{TAIL}": {"geometry": 7},
}


def toasts(test):
    return "".join(each.value for each in test.toast)


def test_a_place_half_drawn_and_half_filled_in_comes_back(worked, anew, name_of):
    test = anew(**{PARAMETER: name_of(worked(**TYPED))})
    assert not test.exception
    assert {key: test.session_state[key] for key in TYPED} == TYPED
    assert "“强五路”落图画到一半的图形也在" in toasts(test)


def test_what_is_only_typed_comes_back_too(worked, anew, name_of):
    typed = {key: value for key, value in TYPED.items() if key != "map-edit"}
    test = anew(**{PARAMETER: name_of(worked(**typed))})
    assert test.session_state[f"placing-basis-{TAIL}"] == "按影像手绘"
    assert "填了一半的内容也在" in toasts(test)


def test_what_the_plan_s_words_filled_in_is_nobody_s_work_until_it_is_changed():
    road, filled = f"placing-road-{TAIL}", f"placing-filled-{TAIL}"
    read = {road: "佛塔路", filled: {road: "佛塔路"}, f"placing-begun-{TAIL}": True}
    assert work.mark(read) == ""
    assert work.mark({**read, road: "和宝路"})
    assert kept.pick(read).values == read


def test_another_work_that_is_opened_has_nothing_of_it():
    away = work.undone(TYPED)
    assert away["map-edit"] is None
    assert away[f"placing-basis-{TAIL}"] == ""
    assert away[f"placing-seen-{TAIL}"] == {}
    assert work.mark(away) == ""
