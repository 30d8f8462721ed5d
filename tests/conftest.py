"""What tests of all packages share; GDAL is confined before any of them loads it."""

import pytest

import geo  # noqa: F401 - sets what GDAL may do


@pytest.fixture
def room():
    """Let no file grow beyond these bytes: a write fails in the middle, as on a full disk."""
    resource = pytest.importorskip("resource", reason="files are bounded by Linux or macOS alone")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)

    def bound(most):
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))

    yield bound
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
