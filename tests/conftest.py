"""What tests of all packages share; GDAL is confined before any of them loads it."""

import atexit
import os
import shutil
import tempfile
from contextlib import contextmanager

import pytest
from hypothesis import settings

import geo  # noqa: F401 - sets what GDAL may do
from tools.postgresql import QUICK, Missing, PostgreSQL

settings.register_profile("patient", deadline=None)
"""As usual (or as Hypothesis goes about it under CI), but a busy machine is no failure."""

settings.load_profile("patient")

os.environ["PLANMAP_HOME"] = tempfile.mkdtemp(prefix="planmap-home-")
"""Nothing of the user's own folder is read or written by a test."""

for each in ("PLANMAP_STORE", "PLANMAP_INSTALLATION"):
    os.environ.pop(each, None)

atexit.register(shutil.rmtree, os.environ["PLANMAP_HOME"], ignore_errors=True)

MOST_WORKERS = 4
"""Each may hold a server and a browser: 1 GB."""


def pytest_xdist_auto_num_workers(config):
    """One worker a processor; none beside this process where a single file is asked for."""
    named = {given.partition("::")[0] for given in config.option.file_or_dir}
    alone = len(named) == 1 and named.pop().endswith(".py")
    return 0 if alone else min(os.cpu_count() or 1, MOST_WORKERS)


def pytest_collection_modifyitems(items):
    """Under CI a browser test that fails is tried once more, and named in the summary if it passes.

    A whole office of servers, databases and browsers on two processors is at times later than any
    test waits.
    """
    if os.environ.get("CI"):
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture
def room():
    """Let no file grow beyond some bytes within a block, as on a full disk.

    Only there: the file into which the tests themselves may be told to write has a length, too.
    """
    resource = pytest.importorskip("resource", reason="files are bounded by Linux or macOS alone")

    @contextmanager
    def bound(most):
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)

    return bound


@pytest.fixture(scope="session")
def postgresql():
    """A server of PostgreSQL with PostGIS, one for each worker, started by the first who asks.

    A test may stop and start it: whoever comes next finds it running.
    """
    server = None
    try:
        server = PostgreSQL(QUICK)
        server.start()
        yield server
    except Missing as missing:
        if os.environ.get("CI"):
            pytest.fail(str(missing))
        pytest.skip(str(missing))
    finally:
        if server:
            server.close()


@pytest.fixture
def postgresql_url(postgresql):
    """URL of a new database with PostGIS, as `PLANMAP_STORE` takes it."""
    url = postgresql.database()
    yield url
    postgresql.drop(url)


@pytest.fixture
def sqlite_url(tmp_path):
    """URL of a file that is not there yet, nor its folder."""
    return f"sqlite:///{tmp_path / 'ledger folder' / 'ledger.sqlite'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request):
    """URL of an empty store of the ledger: the test runs on both databases."""
    return request.getfixturevalue(f"{request.param}_url")
