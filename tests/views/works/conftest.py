"""Sessions that made something, and others that come after them."""

import pytest
from geopandas import GeoDataFrame
from shapely import Point

from views import layer_store
from views.state.imported import ImportedLayer
from views.works import desks, saver
from views.works.opening import PARAMETER


@pytest.fixture
def worked(app):
    """Begin a session in which something is made, and saved."""

    def work(**state):
        test = app()
        for key, value in state.items():
            test.session_state[key] = value
        test.run()
        assert saver.SAVER.flush("", 60)
        return test.run()

    return work


@pytest.fixture
def anew(app):
    """Begin another session, as after a reload: nothing of the one before is in memory."""

    def begin(**query):
        for session in desks.owners():
            desks.release(session)
            layer_store.release(session)
        return app(**query)

    return begin


@pytest.fixture
def name_of():
    """The id of the work that the address of a session names."""

    def named(test):
        found = test.query_params[PARAMETER]
        return found if isinstance(found, str) else found[0]

    return named


@pytest.fixture
def bar():
    """What the head says of the work."""

    def said(test):
        return "".join(
            each.proto.body for each in test.get("html") if '="pm-saved' in each.proto.body
        )

    return said


@pytest.fixture
def imported():
    """Bring a layer of three points to the shelf."""

    def bring(title="商铺"):
        points = [Point(115.90 + step / 100, 28.62) for step in range(3)]
        names = [f"{title}{step}" for step in range(3)]
        table = {"name": names, "accuracy_m": float("nan"), "类别": "药店"}
        token = layer_store.put(GeoDataFrame(table, geometry=points, index=names, crs=4326))
        return ImportedLayer(token, title, "点", ("类别",), 0)

    return bring
