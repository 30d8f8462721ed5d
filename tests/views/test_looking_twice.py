"""A form may look at a slow file twice in one run: as it came, and as it is chosen."""

from streamlit.testing.v1 import AppTest

SCRIPT = """
import streamlit as st
from views import reading
for look in range(2):
    with reading.waiting("正在辨认文件……", "mark") as by:
        by.watch.told(0.1, "解析文件……")
        reading._TICK_S = 0.0
        by.watch.told(0.2, "解析文件……")
st.write("到底")
"""


def test_both_looks_have_a_button_to_stop_them():
    test = AppTest.from_string(SCRIPT, default_timeout=30)
    test.run()
    assert not test.exception
    assert [each.value for each in test.markdown] == ["到底"]
