"""A scan is laid under the map by two points that are clicked."""

from io import BytesIO

from PIL import Image

PICTURE = BytesIO()
Image.new("RGB", (1_200, 900), "white").save(PICTURE, "PNG")
MATRIX = "new DOMMatrix(getComputedStyle(document.querySelector('img.pm-scan')).transform)"


def test_two_matched_points_lay_a_scan_under_the_map(visit, server):
    seen = visit(server).open("?sel=education:P8-2-01")
    page = seen.page
    page.get_by_role("radio", name="落图", exact=True).click()
    page.get_by_label("要落图的项目").click()
    page.get_by_label("要落图的项目").press_sequentially("P8-2-01")
    page.keyboard.press("Enter")
    page.get_by_text("扫描件垫底").click()
    sent = {"name": "红线图.png", "mimeType": "image/png", "buffer": PICTURE.getvalue()}
    page.locator("[class*=st-key-scan-file] input[type=file]").set_input_files(sent)
    frame = seen.frame()
    frame.wait_for_selector("img.pm-scan")
    before = frame.evaluate(f"{MATRIX}.a")
    left, top, wide, high = (
        frame.frame_element().bounding_box()[each] for each in ["x", "y", "width", "height"]
    )
    spots = [(0.4, 0.4), (0.35, 0.35), (0.6, 0.6), (0.65, 0.65)]  # farther apart by a half
    for number, (across, down) in enumerate(spots):
        page.mouse.click(left + across * wide, top + down * high)
        if number == 1:
            page.get_by_text("第 1 处：已对准").wait_for()
    page.get_by_text("第 2 处：已对准").wait_for()
    seen.until(lambda: abs(frame.evaluate(f"{MATRIX}.a") / before - 1.5) < 0.01)
    page.get_by_role("button", name="移除扫描件").click()
    frame.wait_for_selector("img.pm-scan", state="detached")
    assert seen.outside == []
    assert seen.errors == []
