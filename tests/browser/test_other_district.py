"""The map of an invented district in a browser: its own names, its own layers, nothing of ours."""

import re

import pytest

from tools.headless import running
from tools.other_district import write_bare, write_full

pytestmark = pytest.mark.browser
OURS = re.compile("青云谱|南昌|十四五|专栏[4-8]|一核|洪都")


@pytest.mark.parametrize(("write", "items"), [(write_bare, False), (write_full, True)])
def test_its_map_and_its_life_circles(write, items, visit, tmp_path):
    with running(data=write(tmp_path / "data")) as (origin, _):
        seen = visit(origin).open()
        words = seen.page.locator("[data-testid=stMain]").inner_text()
        assert "临江规划图" in words
        assert "依据临江新区城市更新行动方案" in words
        assert OURS.findall(words) == []
        side = seen.page.locator("[data-testid=stSidebar]").inner_text()
        assert [name in side for name in ("街道整治", "养老服务")] == [items, items]
        assert seen.drawn()["main-roads"] == 17
        assert seen.drawn()["outline"] == 2
        circles = visit(origin).open("circles")
        assert "48 处小区中" in circles.page.locator("[data-testid=stMain]").inner_text()
        assert (seen.outside, circles.outside) == ([], [])
