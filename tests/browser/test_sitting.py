"""Eight files of different sections go up to the DM, who approves all in one sitting while a visitor watches."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from playwright.sync_api import expect

from clients.demo import office
from contracts import files
from tests.browser.matters import Matters
from tests.browser.people import Person

Sits = Callable[..., Person]

# Clerk, section officer and ADM of eight sections.
SECTIONS = (
    ("DH1(LRA)", "SO(LRA)", "ADM(FR)"),
    ("DH1(EST)", "SO(EST)", "ADM(A)"),
    ("DH1(JUD)", "SO(JUD)", "ADM(A)"),
    ("DH1(ELE)", "SO(ELE)", "ADM(A)"),
    ("DH1(LA)", "SO(LA)", "ADM(FR)"),
    ("DH1(DIS)", "SO(DIS)", "ADM(FR)"),
    ("DH1(NAZ)", "SO(NAZ)", "ADM(A)"),
    ("DH1(REC)", "SO(REC)", "ADM(FR)"),
)


def test_eight_files_are_approved_in_one_sitting_while_a_visitor_watches(sits: Sits, matters: Matters) -> None:
    """Each is looked at and kept; the visitor's screen follows by itself and shows nothing of the matters."""
    numbers, subject = [], f"बैठक प्रकरण {uuid4().hex[:6]}"
    for place, (clerk, officer, adm) in enumerate(SECTIONS):
        file = matters.file(f"{subject} {place + 1}", at=clerk, notes=("अनुमोदनार्थ प्रस्तुत।",))
        for by, to in ((clerk, officer), (officer, adm), (adm, office.DM)):
            file = matters.forward(file, by=by, to=to)
        numbers.append(file.number)
    dm = sits(office.DM).arrive()
    visitor = sits(office.DM, language="en").arrive()
    visitor.open("/sitting")
    tiles = visitor.page.locator(".sitting ol > li")
    for number in numbers:
        expect(tiles.filter(has_text=number)).to_contain_text("waiting")

    dm.open("/")
    dm.page.get_by_label(dm.t("screens/desk", "search")).fill(subject)
    rows = dm.page.locator(".desk-row[data-index]")
    expect(rows).to_have_count(len(SECTIONS))
    for number in numbers:
        rows.filter(has_text=number).get_by_role("checkbox").check()
    dm.page.get_by_role("button", name=dm.t("screens/desk", "approve")).first.click()
    keep = dm.page.get_by_role("button", name=dm.t("screens/desk", "keep")).first
    for _ in numbers:
        # What was not read is not approved.
        expect(dm.page.locator(".review article .reviewed-note")).to_be_visible()
        keep.click()
    kept = dm.t("screens/desk", "approve_kept", kept=str(len(SECTIONS)), all=str(len(SECTIONS)))
    dm.page.get_by_role("button", name=kept).click()
    dm.page.get_by_label(dm.t("screens/desk", "then_back")).check()
    dm.page.get_by_role(
        "button", name=dm.t("screens/desk", "approve_count", count=str(len(SECTIONS))), exact=True
    ).click()
    expect(dm.page.locator(".desk-row .going")).to_have_count(len(SECTIONS))
    expect(visitor.page.locator(".sitting li.is-sent")).to_have_count(0)
    dm.page.get_by_role("button", name=dm.t("screens/desk", "send_now")).click()

    for number in numbers:
        expect(tiles.filter(has_text=number)).to_contain_text("sent to")
    expect(visitor.page.locator(".sitting li.is-sent")).to_have_count(len(SECTIONS))
    expect(visitor.page.locator("main")).not_to_contain_text(subject)
    for clerk, number in zip((clerk for clerk, *_ in SECTIONS), numbers, strict=True):
        inbox = matters.at(clerk).api.list_desk(files.ListDesk(search=number)).items
        assert [item.number for item in inbox] == [number]
