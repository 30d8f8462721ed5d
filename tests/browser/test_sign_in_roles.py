"""Two of one name, and roles from the installation's file, with a real OpenID provider."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tools.headless import ROOT

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::DeprecationWarning:authlib"),  # of the provider
]
pytest.importorskip("oidc_provider_mock", reason="no oidc-provider-mock: no provider to ask")

from tools.signing_in import CHEN, LI, WANG, WEI_1, WEI_2, office, provider  # noqa: E402

ROLES = """review = "other"
[people]
view = ["*@office.cn"]
edit = ["groups:planners", "wei2@office.cn"]
review = ["chen@office.cn"]
"""


@pytest.fixture(scope="module")
def roles(tmp_path_factory) -> Iterator[tuple[str, Path, Path]]:
    """A page that writes, with roles from a file: origin, the file, what was written."""
    folder = tmp_path_factory.mktemp("roles")
    people, written = folder / "installation.toml", folder / "written.txt"
    people.write_text(ROLES, "utf-8")
    told = {"PLANMAP_INSTALLATION": str(people), "WRITTEN": str(written)}
    page = str(ROOT / "tests/views/door/pen_page.py")
    with provider() as address, office(folder, address, page, **told) as origin:
        yield origin, people, written


def said(written):
    return written.read_text("utf-8") if written.exists() else ""


def until(page, holds):
    for _ in range(600):
        if holds():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it did not come about")


def test_two_of_one_name_write_under_their_own_accounts(person, roles):
    origin, _, written = roles
    for account in (WEI_1, WEI_2):
        wei = person(origin)
        wei.signs_in(account)
        wei.page.get_by_role("button", name="王伟 · 编辑").click()
        expect(wei.page.get_by_text(f"账号 {account}")).to_be_visible()
        wei.page.keyboard.press("Escape")
        wei.settles()
        wei.page.get_by_label("片段内容").fill("强五路")
        wei.page.get_by_role("button", name="片段", exact=True).click()
        until(wei.page, lambda mine=f"（{account}）": said(written).endswith(f"{mine}\n"))
    lines = [f"fragment:强五路 王伟（{each}）\n" for each in (WEI_1, WEI_2)]
    assert written.read_text("utf-8") == "".join(lines)


def test_each_is_shown_his_role_and_one_that_is_taken_away_is_told(person, roles):
    origin, people, written = roles
    for account, words in ((CHEN, "chen · 审核"), (LI, "li · 查看")):
        each = person(origin)
        each.signs_in(account)
        expect(each.page.get_by_role("button", name=words)).to_be_visible()
    wang = person(origin)
    wang.signs_in(WANG)
    before = said(written)
    people.write_text(ROLES.replace('"groups:planners", ', ""), "utf-8")
    wang.page.get_by_role("button", name="片段", exact=True).click()
    expect(wang.page.get_by_text("您的权限是“查看”").first).to_be_visible()
    wang.page.reload()
    expect(wang.page.get_by_role("button", name="wang · 查看")).to_be_visible()
    assert said(written) == before
    people.write_text(ROLES, "utf-8")
