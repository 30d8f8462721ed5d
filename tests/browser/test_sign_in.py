"""Signing in with a real OpenID provider on this machine: out, in, read, write, out again."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::DeprecationWarning:authlib"),  # of the provider
]
pytest.importorskip("oidc_provider_mock", reason="no oidc-provider-mock: no provider to ask")

from tools.signing_in import EVE, LI, WANG, office, provider  # noqa: E402


@pytest.fixture(scope="module")
def origin(tmp_path_factory) -> Iterator[str]:
    with (
        provider() as address,
        office(
            tmp_path_factory.mktemp("office"), address, PLANMAP_WRITERS="groups:planners"
        ) as found,
    ):
        yield found


def test_who_did_not_sign_in_sees_nothing(person, origin):
    nobody = person(origin)
    nobody.is_out()
    assert nobody.asks("/share/zones.geojson") == 401
    assert nobody.asks("/media/" + "0" * 56) == 401
    assert nobody.asks("/own-points/a/ids") == 401
    assert nobody.asks("/_stcore/health") == 200


def test_a_writer_signs_in_imports_and_signs_out(person, origin):
    wang = person(origin)
    wang.signs_in(WANG)
    expect(wang.page.locator("iframe[title*=st_folium]")).to_be_visible(timeout=30_000)
    assert wang.asks("/share/zones.geojson") == 200
    wang.page.locator(".st-key-panel button").filter(has_text="导入").click()
    given = {
        "name": "点.csv",
        "mimeType": "text/csv",
        "buffer": "名称,lon,lat\n甲,115.91,28.62".encode(),
    }
    wang.page.locator("[data-testid=stFileUploader] input").set_input_files(given)
    wang.page.get_by_text("读入并上图").click()
    expect(wang.page.get_by_text("1 个要素").first).to_be_visible(timeout=30_000)
    expect(wang.page.get_by_text("只读", exact=True)).to_have_count(0)
    expect(wang.page.get_by_text("已自动保存")).to_be_visible(
        timeout=30_000
    )  # else it is asked for
    wang.page.get_by_role("button", name="wang · 编辑").click()
    wang.page.get_by_role("button", name="退出登录").click()
    wang.page.get_by_role("button").first.click()  # the provider asks whether to end there, too
    wang.is_out()
    assert wang.asks("/share/zones.geojson") == 401


def test_a_reader_sees_and_takes_away_but_gives_nothing(person, origin):
    li = person(origin)
    li.signs_in(LI)
    expect(li.page.locator("iframe[title*=st_folium]")).to_be_visible(timeout=30_000)
    expect(li.page.get_by_text("只读", exact=True)).to_be_visible()
    for panel in ("导入", "出图"):
        li.page.locator(".st-key-panel button").filter(has_text=panel).click()
        expect(li.page.get_by_text("当前为只读").first).to_be_visible(timeout=30_000)
        expect(li.page.locator("[data-testid=stFileUploader]")).to_have_count(0)
    with li.page.expect_download() as download:
        li.page.get_by_role("button", name="分区 GeoJSON").click()
    assert download.value.suggested_filename == "zones.geojson"
    refused = li.page.request.put(f"{origin}/_stcore/upload_file/any/1", data=b"a")
    assert (refused.status, "只读" in refused.text()) == (403, True)


def test_who_is_not_on_the_list_stays_outside(person, origin):
    eve = person(origin)
    eve.signs_in(EVE)
    expect(eve.page.get_by_text("没有查看权限")).to_be_visible()
    expect(eve.page.locator("iframe")).to_have_count(0)
    assert eve.asks("/share/zones.geojson") == 401


def test_an_answer_of_the_provider_serves_once_and_in_one_browser(person, origin):
    wang, thief = person(origin), person(origin)
    answers = []
    wang.page.on(
        "request", lambda r: answers.append(r.url) if "/oauth2callback?code" in r.url else None
    )
    wang.signs_in(WANG)
    thief.page.goto(answers[0])
    thief.is_out()
    wang.context.clear_cookies(name="_streamlit_user")
    wang.page.goto(answers[0])
    wang.is_out()


def test_a_cookie_that_was_changed_is_worth_nothing(person, origin):
    wang = person(origin)
    wang.signs_in(WANG)
    cookie = next(each for each in wang.context.cookies() if each["name"] == "_streamlit_user")
    value, middle = cookie["value"], len(cookie["value"]) // 3
    other = "A" if value[middle] != "A" else "B"
    changed = cookie | {"value": value[:middle] + other + value[middle + 1 :]}
    wang.context.add_cookies([changed])
    wang.is_out()
    assert wang.asks("/share/zones.geojson") == 401


@pytest.mark.parametrize("wrong", [{"misnamed": True}, {"hours": -1.0}])
def test_a_token_of_another_or_one_too_old_lets_nobody_in(person, tmp_path, wrong):
    with provider(**wrong) as address, office(tmp_path, address) as origin:
        wang = person(origin)
        wang.answers_as(WANG)
        expect(wang.page.get_by_text("登录没有完成").first).to_be_visible(timeout=30_000)
        wang.page.get_by_role("link", name="返回首页").click()
        expect(wang.page.get_by_role("button", name="登录", exact=True)).to_be_visible()
        wang.is_out()
        assert wang.asks("/share/zones.geojson") == 401
