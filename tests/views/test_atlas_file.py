"""The file of an atlas may be cleared away before it is fetched: that is said, with what to do."""

import pytest

from geo.errors import DataError
from views.atlas_form import _content


def test_a_file_is_handed_out_and_a_vanished_one_named(tmp_path):
    path = tmp_path / "图册.pdf"
    path.write_bytes(b"%PDF")
    assert _content(path) == b"%PDF"
    path.unlink()
    with pytest.raises(DataError, match="图册文件已不在服务器上.*请再点“绘制图册”"):
        _content(path)
