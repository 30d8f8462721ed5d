"""From the list of imported layers to the page 生活圈, whatever stands in the address."""

import pytest
from geopandas import GeoDataFrame
from shapely import box

from views import layer_store
from views.state.imported import ImportedLayer


@pytest.fixture
def listed(app):
    """The panel 导入 of a session with an imported layer of areas."""
    test = app()
    frame = GeoDataFrame(
        {"name": ["甲"], "accuracy_m": [float("nan")]},
        geometry=[box(115.90, 28.62, 115.91, 28.63)],
        index=["1"],
        crs=4326,
    )
    token = layer_store.put(frame)
    test.session_state["own-layers"] = (ImportedLayer(token, "小区", "面", (), 0),)
    test.session_state["panel"] = "导入"
    test.run()
    return test, token


@pytest.mark.parametrize("also", [False, True])
def test_a_layer_is_put_to_use_though_it_is_not_drawn(listed, also):
    test, token = listed
    test.query_params[f"on-own-{token}"] = "false"  # as a browser writes what is unticked
    if also:
        test.query_params["on-zones"] = "false"
    test.checkbox(f"on-own-{token}").uncheck().run()
    test.button(f"in-use-需求-own-{token}").click().run()
    assert not test.exception
    assert [each.value for each in test.error] == []
    assert [use["role"] for use in test.session_state["lc-own"]] == ["需求"]
    assert test.selectbox("lc-how").value, "the page 生活圈 is drawn"
