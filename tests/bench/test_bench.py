"""The measurements run; what they measure is not tested, nothing is timed here."""

from bench.sheets import sheet_s, whole_plan
from layers import LAYERS


def test_the_measured_sheet_is_the_whole_plan_as_the_app_opens():
    request = whole_plan()
    assert [layer.spec for layer in request.layers] == [spec for spec in LAYERS if spec.visible]


def test_a_sheet_is_measured_with_its_size():
    took, size_mb = sheet_s("pdf", rounds=1)
    assert took > 0
    assert 0.05 < size_mb < 1
