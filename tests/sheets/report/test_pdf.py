"""The PDF file, read again by MuPDF."""

import pymupdf
import pytest

from sheets.report.build import build
from sheets.report.model import (
    Chart,
    Content,
    Contents,
    Cover,
    Heading,
    Note,
    Paragraph,
    ReportTable,
    numbered,
)
from sheets.report.pdf import to_pdf
from sheets.report.request import ReportRequest

MM = 25.4 / 72


def read(content):
    return pymupdf.open(stream=to_pdf(content), filetype="pdf")


@pytest.fixture(scope="session")
def district_pdf(district):
    return read(district)


def simple(*blocks):
    return Content(
        Cover("题", "副题", ("编制日期：某日",)), blocks, "眉", "内部", "局", "2026-01-31"
    )


def flat(text):
    return "".join(text.split())


def test_pages_are_a4(district_pdf):
    sizes = [(round(p.rect.width * MM, 1), round(p.rect.height * MM, 1)) for p in district_pdf]
    wide = [at for at, size in enumerate(sizes) if size == (297.0, 210.0)]
    assert len(wide) == 1
    assert {size for at, size in enumerate(sizes) if at not in wide} == {(210.0, 297.0)}


def test_the_map_fills_its_page(district_pdf):
    page = next(page for page in district_pdf if page.rect.width > page.rect.height)
    (image,) = page.get_image_info()
    assert [round(side * MM) for side in image["bbox"]] == [0, 0, 297, 210]
    assert (image["width"], image["height"]) == (1754, 1240)
    assert "图 1" in page.get_text()


def test_every_heading_is_a_bookmark(district, district_pdf):
    heads = [(b.level, b.numbered) for b in district.blocks if isinstance(b, Heading)]
    assert [(level, title) for level, title, _ in district_pdf.get_toc()] == heads
    for _, title, number in district_pdf.get_toc():
        assert flat(title) in flat(district_pdf[number - 1].get_text())


def test_the_contents_tell_the_page_of_each_heading(district_pdf):
    lines = flat(district_pdf[1].get_text())
    assert lines.count("目录") == 1
    links = {
        round(link["from"].y0): link["page"]
        for link in district_pdf[1].get_links()
        if link["kind"] == pymupdf.LINK_GOTO
    }
    listed = [each for each in district_pdf.get_toc() if each[0] <= 2]
    assert [number for _, number in sorted(links.items())] == [page - 1 for _, _, page in listed]
    for _, title, page in listed:
        assert f"{flat(title)}{page}" in lines


def test_contents_of_many_headings_take_the_pages_they_need():
    heads = [block for n in range(100) for block in (Heading(f"章{n}"), Paragraph("文"))]
    document = read(simple(Contents(), *numbered(heads)))
    first = document.get_toc()[0][2]
    listed = flat("".join(document[at].get_text() for at in range(1, first - 1)))
    assert all(f"{n + 1}章{n}" in listed for n in range(100))
    assert "100章99" not in flat(document[first - 1].get_text())


def test_a_chart_stands_in_the_text_with_its_caption():
    png = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 20, 10)).tobytes("png")
    page = read(simple(*numbered([Paragraph("前"), Chart("甲图", png, 100.0, 50.0)])))[1]
    (image,) = page.get_image_info()
    x0, _, x1, y1 = (side * MM for side in image["bbox"])
    assert (round(x0, 1), round(x1, 1)) == (55.0, 155.0)
    caption = next(each for each in page.get_text("words") if "甲图" in each[4])
    assert caption[1] * MM > y1


def test_every_project_can_be_searched_for(plan, district_pdf):
    text = flat("".join(page.get_text() for page in district_pdf))
    assert all(name in text for name in plan.projects.index)
    assert "昌南新城南北连通渠工程（青云谱段）" in text


def test_pages_are_numbered_but_for_the_cover(district_pdf):
    count = len(district_pdf)
    for number, page in enumerate(district_pdf, start=1):
        assert (f"第{number}页共{count}页" in flat(page.get_text())) == (number > 1)


def test_nothing_leaves_the_paper_or_its_column(district_pdf):
    for page in district_pdf:
        for x0, y0, x1, y1, *_ in page.get_text("words"):
            assert x0 * MM >= 20 - 0.3 or page.rect.width > page.rect.height
            assert x1 * MM <= page.rect.width * MM - 20 + 0.3
            assert 0 <= y0 < y1 <= page.rect.height


def test_headers_stand_on_every_page_of_a_table():
    rows = tuple((f"行{number}", "值") for number in range(120))
    pages = [
        page.get_text()
        for page in read(simple(ReportTable("长表", ("甲头", "乙头"), (1, 1), rows)))
    ]
    assert len(pages) == 5
    assert all(text.count("甲头") == 1 for text in pages[1:])
    assert ["（续）" in text for text in pages[1:]] == [False, True, True, True]
    assert sum(text.count("行") for text in pages) == 120


def test_lines_of_a_cell_are_kept():
    table = ReportTable("行", ("甲", "乙"), (1, 1), (("2021-05-01\n未填报", "x"),))
    words = {each[4]: each for each in read(simple(table))[1].get_text("words")}
    assert words["未填报"][1] > words["2021-05-01"][1]
    assert words["x"][1] == words["2021-05-01"][1]


def test_a_row_taller_than_a_page_is_parted():
    pages = read(
        simple(ReportTable("t", ("甲", "乙"), (1, 9), (("字" * 2000, "短"), ("末", "行"))))
    )
    text = "".join(page.get_text() for page in pages)
    assert text.count("字") == 2000
    assert "末" in pages[len(pages) - 1].get_text()


def test_a_heading_stays_with_its_table():
    filler = tuple(Paragraph("文") for _ in range(34))
    table = ReportTable("表题", ("甲",), (1,), (("一",), ("二",)))
    document = read(simple(*filler, Heading("章"), Heading("节", 2), table))
    places = [number for _, _, number in document.get_toc()]
    assert "表题" in document[places[0] - 1].get_text()
    assert places[0] == places[1]


def test_ids_and_states_stay_in_one_line(plan):
    states = ["停缓建", *["未填报"] * (len(plan.projects) - 1)]
    items = plan.projects.assign(status=states, progress=100.0, review="草稿")
    told = plan.with_frames({"projects": items})
    content = build(ReportRequest(told, "2026-01-31", dpi=150))
    words = {word for page in read(content) for *_, word, _, _, _ in page.get_text("words")}
    assert set(plan.projects.index) <= words
    tables = [b for b in content.blocks if isinstance(b, ReportTable) and "状态" in b.headers]
    assert tables
    for table in tables:
        at = table.headers.index("状态")
        assert table.widths_mm()[at] > 3 * 8.5 * MM + 2 * 1.3
        assert sum(table.widths_mm()) == pytest.approx(170)
    assert "填报" not in words


def test_hostile_text_is_text():
    words = ("<script>alert(1)</script>", "\U0001f600𠮷", "w" * 900)
    table = ReportTable("{nb}", ("**a**", "b", "c"), (1, 1, 1), (words,))
    text = flat("".join(p.get_text() for p in read(simple(table, Note("--x--")))))
    assert "<script>alert(1)</script>" in text
    assert text.count("w") == 900
    assert "〓" in text
    assert "**a**" in text
    assert "{nb}" in text


def test_a_report_of_nothing_but_its_cover():
    document = read(simple())
    assert "副题" in document[0].get_text()
    assert document.metadata["title"] == "题 副题"
    assert document.metadata["author"] == "局"


def test_the_same_content_gives_the_same_file():
    content = simple(Heading("章"), Paragraph("文"))
    assert to_pdf(content) == to_pdf(content)
