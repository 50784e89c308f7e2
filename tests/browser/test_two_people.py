"""Two people at one file: what one does shows to the other, and what came too late is refused beside its text."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from playwright.sync_api import Locator, expect

from clients.demo import office
from contracts import files
from contracts.identity import ChargeView
from tests.browser.charges import LINK, OWN, act_under
from tests.browser.hands import Keys
from tests.browser.matters import Matters
from tests.browser.people import Person

Sits = Callable[..., Person]
CUT = r"ERR_INTERNET_DISCONNECTED|ERR_FAILED|status of 409"
DRAFT = "screens/draft"
BODY = "प्रकरण का परीक्षण करें।"


def test_a_file_that_is_pulled_back_leaves_the_other_desk_by_itself(sits: Sits, matters: Matters) -> None:
    subject = f"वापसी {uuid4().hex[:6]}"
    file = matters.forward(matters.file(subject), by=office.CLERK, to=office.OFFICER)
    officer, clerk = sits(office.OFFICER).arrive(), sits(office.CLERK).arrive()
    expect(_row(officer, subject)).to_be_visible()

    clerk.open(f"/files/{file.id}")
    clerk.button(clerk.t("screens/file", "pull_back")).click()

    expect(_row(officer, subject)).to_have_count(0)
    expect(clerk.button(clerk.t("screens/file", "forward"))).to_be_visible()


def test_what_is_done_without_a_line_to_a_file_that_has_left_is_refused_and_said(sits: Sits, matters: Matters) -> None:
    subject = f"विलम्ब {uuid4().hex[:6]}"
    file = matters.forward(matters.file(subject), by=office.CLERK, to=office.OFFICER)
    officer, clerk = sits(office.OFFICER).arrive(), sits(office.CLERK).arrive()
    officer.watch.expect(CUT)
    hands = Keys(officer)
    hands.mark_on_desk(subject)
    officer.keys.press("f")
    expect(officer.page.locator("dialog .post-picker [role=option]")).not_to_have_count(0)

    officer.lose_the_line()
    officer.keys.press("1")
    officer.keys.press("Enter")
    expect(officer.page.locator("header .outbox")).to_be_visible()
    clerk.open(f"/files/{file.id}")
    clerk.button(clerk.t("screens/file", "pull_back")).click()
    expect(clerk.button(clerk.t("screens/file", "forward"))).to_be_visible()
    officer.context.set_offline(False)
    officer.open("/waiting")

    expect(officer.heading(officer.t("acts", "refused_heading"))).to_be_visible()
    moves = matters.at(office.CLERK).api.get_history(files.GetHistory(file_id=file.id)).movements
    assert [move.kind for move in moves] == ["created", "forwarded", "pulled_back"]


def test_of_two_who_change_a_draft_the_later_keeps_the_text_and_is_told(
    sits: Sits, matters: Matters, link: ChargeView
) -> None:
    """The holder of the desk and its link officer."""
    draft = matters.draft(matters.file(f"आलेख {uuid4().hex[:6]}", at=LINK), at=LINK)
    first, second = sits(LINK).arrive(), sits(OWN).arrive()
    second.watch.expect(CUT)
    act_under(second, link.id)
    for person in (first, second):
        person.open(f"/drafts/{draft.id}")
        expect(_body(person)).to_be_visible()
    second.lose_the_line()
    _body(second).fill(f"{BODY} द्वितीय")
    second.button(second.t(DRAFT, "save_version")).click()
    expect(second.page.locator("header .outbox")).to_be_visible()

    _body(first).fill(f"{BODY} प्रथम")
    first.button(first.t(DRAFT, "save_version")).click()
    expect(first.page.locator("article > header")).to_contain_text(_version(first, draft.number + 1))
    second.context.set_offline(False)

    refused = second.page.locator(".refused-act")
    expect(refused).to_contain_text(f"{BODY} द्वितीय")
    expect(refused.get_by_role("alert")).not_to_be_empty()
    latest = matters.at(LINK).api.get_draft(files.GetDraft(draft_id=draft.id))
    assert latest.body == [f"{BODY} प्रथम"]


def _row(person: Person, subject: str) -> Locator:
    return person.page.locator("[role=grid] [role=row]", has_text=subject)


def _body(person: Person) -> Locator:
    return person.page.get_by_label(person.t(DRAFT, "body"))


def _version(person: Person, number: int) -> str:
    return person.t(DRAFT, "version_by", version=str(number)).partition(":")[0]
