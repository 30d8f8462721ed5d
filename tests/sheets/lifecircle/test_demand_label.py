"""The legend calls what was judged by its name."""

import pymupdf

from sheets.lifecircle.sheet import render_circle


def words(request):
    return pymupdf.open(stream=render_circle(request, "pdf"), filetype="pdf")[0].get_text()


def test_the_judged_points_are_called_what_they_are(ask):
    estates, others = words(ask()), words(ask(noun="需求点"))
    assert "需求点" not in estates
    assert "需求点" in others
    assert others.count("居住小区") == estates.count("居住小区") - 1
