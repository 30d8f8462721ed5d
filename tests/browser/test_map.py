"""The map in a real browser: offline, steady, linked with table and card."""

import pytest

pytestmark = pytest.mark.browser

TAG = "window.__tag = 1"
TAGGED = "window.__tag === 1"


def zoomed(seen) -> list[float]:
    """Go somewhere else than the home view, tag the frame, return the view."""
    seen.frame().evaluate("void map.setView([28.6352, 115.9241], 15, {animate: false})")
    seen.settle()
    seen.frame().evaluate(TAG)
    return seen.view()


def test_no_request_leaves_the_origin_and_nothing_is_complained_of(server, visit):
    seen = visit(server).open("?on-facilities=true&on-communities=true")
    for panel in ("未落图", "统计", "缓冲", "出图"):
        seen.panel(panel)
    assert seen.outside == []
    assert seen.errors == []


def test_every_layer_draws_what_its_count_says(server, visit):
    seen = visit(server).open("?on-facilities=true&on-communities=true")
    drawn = seen.drawn()
    rows = seen.page.locator("[data-testid=stSidebar] [data-testid=stCaptionContainer]")
    counts = [int(text.split(" ")[0]) for text in rows.all_inner_texts() if " 处" in text]
    order = (
        "zones",
        "roads",
        "construction",
        "education",
        "renewal",
        "premises",
        "culture-sites",
        "night",
        "greenery",
        "facilities",
        "communities",
        "main-roads",
        "outline",
    )
    assert counts == [drawn[layer] for layer in order]


def test_toggle_filter_and_selection_keep_frame_zoom_and_centre(server, visit):
    seen = visit(server).open()
    before = zoomed(seen)
    seen.page.get_by_text("主要道路", exact=True).first.click()
    seen.settle()
    assert "main-roads" not in seen.drawn()
    seen.page.get_by_role("button", name="专栏8").click()
    seen.settle()
    assert set(seen.drawn()) == {"zones", "education", "outline"}
    assert "col=" in seen.page.url
    assert "on-main-roads=false" in seen.page.url
    seen.page.get_by_text("配色与底图").click()
    seen.page.get_by_text("色觉友好", exact=True).click()
    seen.settle()
    seen.click_feature("P8-1-03")
    seen.settle()
    assert "sel=education" in seen.page.url
    assert seen.frame().evaluate(TAGGED)
    assert seen.view() == pytest.approx(before, abs=1e-9)


def test_panning_and_zooming_send_nothing_to_the_server(server, visit):
    seen = visit(server).open()
    seen.settle()
    sent = len(seen.sent)
    box = seen.page.locator("iframe[title*=st_folium]").bounding_box()
    x, y = box["x"] + 80, box["y"] + box["height"] - 120
    seen.page.mouse.move(x, y)
    seen.page.mouse.down()
    seen.page.mouse.move(x + 150, y - 60, steps=6)
    seen.page.mouse.up()
    seen.page.mouse.wheel(0, -300)
    seen.page.wait_for_timeout(1500)
    assert len(seen.sent) == sent


def test_a_click_on_the_map_fills_the_card_and_selects_the_row(server, visit):
    seen = visit(server).open("?col=专栏8")
    zoomed(seen)
    seen.click_feature("P8-1-03")
    seen.settle()
    card = seen.page.locator(".pm-card").inner_text()
    for words in ("博文学校新建", "（一）学校建设项目", "落图依据", "±", "洪都新城核心区"):
        assert words in card
    chosen = seen.page.locator("[data-testid=stDataFrame] [role=row][aria-selected=true]")
    assert "博文学校新建" in chosen.first.text_content()


def test_a_second_click_on_the_same_feature_after_clearing_selects_it_again(server, visit):
    seen = visit(server).open()
    zoomed(seen)
    seen.click_feature("P8-1-03")
    seen.settle()
    seen.page.get_by_role("button", name="取消选择").click()
    seen.settle()
    assert seen.page.locator(".pm-card").count() == 0
    seen.click_feature("P8-1-03")
    seen.settle()
    assert "博文学校新建" in seen.page.locator(".pm-card").inner_text()


def test_a_row_picked_flies_there_and_highlights(server, visit):
    seen = visit(server).open("?col=专栏8")
    seen.frame().evaluate(TAG)
    box = seen.page.locator("[data-testid=stDataFrame]").first.bounding_box()
    seen.page.mouse.click(box["x"] + 16, box["y"] + 36 * 2 + 17)
    seen.settle()
    assert "楞上学校新建" in seen.page.locator(".pm-card").inner_text()
    seen.until(lambda: seen.view()[1:] == pytest.approx([28.6515, 115.9352], abs=0.004))
    seen.until(lambda: seen.view()[0] > 14)
    assert seen.frame().evaluate(TAGGED)


def test_search_finds_an_estate_and_flies_there(server, visit):
    seen = visit(server).open()
    seen.page.get_by_placeholder("搜索项目").or_(
        seen.page.locator("[data-testid=stSelectbox] input").last
    ).first.click()
    seen.page.keyboard.type("万科润园")
    seen.page.keyboard.press("Enter")
    seen.settle()
    assert "万科润园" in seen.page.locator(".pm-card").inner_text()
    seen.until(lambda: seen.view()[1:] == pytest.approx([28.60546, 115.909096], abs=0.003))


def test_a_link_restores_filter_layers_palette_and_selection(server, visit):
    link = "?col=专栏8&on-main-roads=false&pal=色觉友好&sel=education:P8-1-03&work=新建"
    seen = visit(server).open(link)
    seen.settle()
    assert "main-roads" not in seen.drawn()
    assert "博文学校新建" in seen.page.locator(".pm-card").inner_text()
    assert "5 / 145" in seen.page.locator(".st-key-chips").inner_text()
    assert seen.page.get_by_role("button", name="专栏：专栏8 ✕").is_visible()


def test_a_link_with_nonsense_opens_the_plain_map(server, visit):
    seen = visit(server).open("?col=%3Cscript%3E&pal=x&sel=zones:none&placed=9&bg=file:///etc")
    seen.settle()
    assert "145 / 145" in seen.page.locator(".st-key-chips").inner_text()
    assert seen.errors == []


def test_a_failing_online_background_leaves_the_vector_map(server, visit):
    seen = visit(server).open("?bg=OpenStreetMap")
    seen.settle()
    seen.until(lambda: any("openstreetmap" in url for url in seen.outside))
    assert seen.drawn()["zones"] == 5


def test_amap_tiles_are_asked_for_at_the_shifted_place(server, visit):
    """The tile in the middle must be the one of the GCJ-02 place, some 604 m to the south-east."""
    seen = visit(server).open("?bg=高德地图")
    seen.frame().evaluate("void map.setView([28.63, 115.91], 18, {animate: false})")

    def asked():
        return {
            tuple(int(part.split("=")[1]) for part in url.split("?")[1].split("&")[-3:])
            for url in seen.outside
            if "autonavi" in url
        }

    true_place = (215471, 108893, 18)
    shifted = seen.frame().evaluate(
        "(() => { const p = map.project([28.63 - 0.003395, 115.91 + 0.004833], 18);"
        "return [Math.floor(p.x / 256), Math.floor(p.y / 256), 18]; })()"
    )
    seen.until(lambda: tuple(shifted) in asked())
    assert tuple(shifted) != true_place
