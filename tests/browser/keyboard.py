"""What officials do at their desks, done with keys alone."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.browser.people import Person, reach

DESK, FILE, RECEIPT, DIARISE, POSTS = (
    "screens/desk",
    "screens/file",
    "screens/receipt",
    "screens/diarise",
    "parts/posts",
)


def diarise(person: Person, *, sender: str, subject: str, scan: Path, to: str) -> str:
    """N on the desk, a scan, two fields typed by sound, the desk it goes to. Answers the diary number."""
    page, keys = person.page, person.keys
    keys.press("n")
    expect(person.heading(person.t(DIARISE, "heading"))).to_be_visible()
    name = page.get_by_label(person.t(DIARISE, "senderName"))
    expect(name).to_be_focused()
    keys.press("Control+Space")  # from Roman letters to Hindi
    keys.type(sender)
    reach(page, page.get_by_label(person.t(DIARISE, "subject"), exact=True))
    keys.type(subject)
    _choose(person, page.get_by_label(person.t(DIARISE, "choose_scan")), scan)
    reach(page, page.get_by_role("combobox", name=person.t(DIARISE, "mark_to")))
    keys.type(to)
    expect(page.locator(".post-picker [role=option]")).to_contain_text([to])
    keys.press("Enter")
    keys.press("Control+Enter")
    expect(person.heading(person.t(DIARISE, "diarised"))).to_be_visible()
    return page.locator(".diary-number").inner_text()


def open_from_desk(person: Person, subject: str) -> None:
    """Home, arrows down to it, Enter."""
    mark_on_desk(person, subject)
    person.keys.press("Enter")
    expect(person.heading(subject)).to_be_visible()


def mark_on_desk(person: Person, subject: str) -> None:
    """Home, and arrows down to it."""
    grid = person.page.locator("[role=grid]")
    expect(grid.locator("[role=row]", has_text=subject).first).to_be_visible()
    marked = grid.locator("[role=row].active")
    person.keys.press("Home")
    for _ in range(50):
        if subject in marked.inner_text():
            break
        person.keys.press("ArrowDown")
    expect(marked).to_contain_text(subject)


def put_in_new_file(person: Person) -> None:
    """A, then a new file with the subject of the letter."""
    page, keys = person.page, person.keys
    keys.press("a")
    dialog = page.get_by_role("dialog")
    reach(page, dialog.get_by_role("button", name=person.t(RECEIPT, "new_file"), exact=True))
    keys.press("Enter")
    create = dialog.locator("form button.main")
    expect(create).to_be_enabled()
    reach(page, create)
    keys.press("Enter")
    expect(page.get_by_role("tab").first).to_be_visible()


def write_note(person: Person, typed: str, read: str) -> None:
    """N, the words by sound, Ctrl+Enter; ``read`` is what they have to become."""
    page, keys = person.page, person.keys
    written = page.locator(".note.green")
    expect(page.locator(".noting")).to_be_visible()
    expect(page.locator(".noting .waiting")).to_have_count(0)
    before = written.count()
    keys.press("n")
    note = page.locator("#note-writer textarea")
    expect(note).to_be_focused()
    if person.page.evaluate("() => localStorage.getItem('patravali.layout') ?? 'roman'") == "roman":
        keys.press("Control+Space")
    keys.type(typed)
    expect(note).to_have_value(read)
    keys.press("Control+Enter")
    expect(written).to_have_count(before + 1)
    expect(written.last).to_contain_text(read)
    expect(page.locator(".file [aria-keyshortcuts=F]")).to_be_focused()


def forward(person: Person, to: str) -> None:
    """F, the digit of the likely desk, Enter: three keystrokes. The desk shows itself again."""
    page, keys = person.page, person.keys
    keys.press("f")
    options = page.locator("dialog .post-picker [role=option]")
    expect(options.filter(has_text=to)).to_have_count(1)
    names = options.all_inner_texts()
    keys.press(str(1 + next(at for at, name in enumerate(names) if to in name)))
    expect(page.get_by_role("dialog").locator("form button.main")).to_be_enabled()
    keys.press("Enter")
    expect(person.heading(person.t(DESK, "heading"))).to_be_visible()


def _choose(person: Person, files: Locator, path: Path) -> None:
    reach(person.page, files)
    with person.page.expect_file_chooser() as asked:
        person.keys.press("Space")
    asked.value.set_files(path)
