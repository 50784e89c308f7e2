"""Two people and an opinion: one asks, the other answers, and the one who asked sees it arrive."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from clients.demo import office
from tests.browser.matters import Matters
from tests.browser.people import Person

CONSULT = "screens/file/consult"


def test_a_clerk_asks_for_an_opinion_and_sees_it_come_while_the_file_stays(
    sits: Callable[..., Person], matters: Matters
) -> None:
    file = matters.file("भूमि आवंटन प्रकरण में राय", notes=("प्रस्ताव परीक्षणार्थ प्रस्तुत है।",))
    clerk, adm = sits(office.CLERK).arrive(), sits(office.ADM).arrive()
    page = clerk.page

    clerk.open(f"/files/{file.id}")
    expect(page.locator(".note.green")).to_be_visible()
    clerk.keys.press("q")
    page.locator("dialog .post-picker input").fill(office.ADM)
    page.locator("dialog .post-picker [role=option]", has_text=office.ADM).first.click()
    expect(page.locator("dialog .desks-asked li")).to_have_count(1)
    page.locator("dialog textarea").fill("क्या भूमि विवादरहित है?")
    clerk.button(clerk.t(CONSULT, "ask_now")).click()
    expect(page.locator(".file-head .badge", has_text="1")).to_be_visible()

    other = adm.page
    other.locator(".desk-boxes a[href='/consultations']").click()
    other.get_by_role("link", name=file.number).first.click()
    expect(other.locator(".note.asked .question")).to_contain_text("विवादरहित")
    expect(other.locator(".note.green")).to_contain_text("परीक्षणार्थ")
    adm.keys.press("a")
    other.locator("#opinion-writer textarea").fill("अभिलेखों के अनुसार भूमि विवादरहित है।")
    adm.keys.press("Control+Enter")

    expect(other.locator(".note.opinion")).to_contain_text("अभिलेखों के अनुसार")
    # It comes by itself to the one who asked, whose file never left.
    expect(page.locator(".note.opinion")).to_contain_text("अभिलेखों के अनुसार")
    expect(clerk.button(clerk.t("screens/file", "forward"))).to_be_visible()
