"""Writing a note by keyboard: references that are offered, phrases that are found, and how much room the note has."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from clients.demo.office import CLERK
from tests.browser.matters import Matters
from tests.browser.people import Person, reach

Sits = Callable[..., Person]
FILE, EDITOR = "screens/file", "parts/editor"


def _at_the_note(sits: Sits, matters: Matters, language: str = "hi") -> Person:
    file = matters.file_with_letter(notes=("विचाराधीन पत्र प्राप्त हुआ।",))
    person = sits(CLERK, language=language).arrive()
    person.open(f"/files/{file.id}")
    expect(person.page.locator(".paper-page").first).to_be_visible()
    person.page.locator("#note-writer textarea").focus()
    return person


def test_a_reference_is_chosen_from_a_list_and_leads_there_and_back(sits: Sits, matters: Matters) -> None:
    person = _at_the_note(sits, matters)
    page, keys = person.page, person.keys

    keys.type("कृपया ")
    keys.press("Alt+r")
    expect(page.locator(".offers li")).to_have_count(3)
    keys.type("पृ")
    expect(page.locator(".offers li")).to_have_count(1)
    keys.press("Enter")
    keys.type("देखें।")

    expect(page.locator("#note-writer textarea")).to_have_value("कृपया @पृष्ठ 1 देखें।")
    keys.press("Control+Enter")
    expect(page.locator("#para-2").get_by_role("link", name="@पृष्ठ 1")).to_be_visible()
    expect(page.locator("#page-1")).to_contain_text(person.t(FILE, "place_para", number="2"))


def test_escape_leaves_what_was_typed(sits: Sits, matters: Matters) -> None:
    person = _at_the_note(sits, matters, language="en")
    person.keys.type("see @no")
    expect(person.page.locator(".offers li")).to_have_count(1)

    person.keys.press("Escape")
    person.keys.press("Enter")

    expect(person.page.locator(".offers li")).to_have_count(0)
    expect(person.page.locator("#note-writer textarea")).to_have_value("see @no\n")


def test_a_standard_noting_is_written_at_the_caret(sits: Sits, matters: Matters) -> None:
    person = _at_the_note(sits, matters)
    person.keys.type("पत्र पढ़ा।")

    person.keys.press("Alt+q")
    expect(person.page.get_by_role("combobox", name=person.t(EDITOR, "notings_search"))).to_be_focused()
    person.keys.type("चर्चा")
    expect(person.page.locator(".notings li")).to_have_text(["चर्चा करें।"])
    person.keys.press("Enter")

    expect(person.page.locator("#note-writer textarea")).to_have_value("पत्र पढ़ा। चर्चा करें।")


def test_the_edge_between_the_sides_moves_by_arrow_keys_and_stays(sits: Sits, matters: Matters) -> None:
    person = _at_the_note(sits, matters)
    edge = person.page.get_by_role("separator", name=person.t(FILE, "edge"))
    before = person.page.locator(".noting").bounding_box()
    reach(person.page, edge)

    for _ in range(5):
        person.keys.press("ArrowRight")
    person.page.reload()

    expect(edge).to_have_attribute("aria-valuenow", "56")
    after = person.page.locator(".noting").bounding_box()
    assert before is not None
    assert after is not None
    assert after["width"] > before["width"]
    assert person.axe() == []


def test_a_phone_shows_one_side_and_no_edge(sits: Sits, matters: Matters) -> None:
    person = _at_the_note(sits, matters)

    person.page.set_viewport_size({"width": 360, "height": 740})

    expect(person.page.get_by_role("separator")).to_have_count(0)
    expect(person.page.locator(".papers")).to_be_hidden()
    person.button(person.page.locator(".sides-switch button").nth(1).inner_text()).click()
    expect(person.page.locator(".papers")).to_be_visible()
    expect(person.page.locator(".noting")).to_be_hidden()


PASTED = """text => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    const pasted = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(pasted);
}"""


def test_emphasis_list_and_table_are_shown_as_they_will_be_printed(sits: Sits, matters: Matters) -> None:
    person = _at_the_note(sits, matters)
    page, keys = person.page, person.keys
    area = page.locator("#note-writer textarea")
    for layout in ("phonetic", "inscript", "remington"):
        page.locator("#note-writer .layout-bar select").select_option(layout)
        area.fill("")
        keys.press("Control+b")
        expect(area).to_have_value("****")
    page.locator("#note-writer .layout-bar select").select_option("roman")
    area.fill("")

    keys.type("राशि")
    keys.press("Control+b")
    keys.type(" का विवरण:")
    page.evaluate(PASTED, "मद\tराशि\nवेतन\t12\nयात्रा\t7")
    keys.type("\n\n")
    person.button(person.t(EDITOR, "mark_numbers")).click()
    keys.type("खसरा\nखतौनी\n\n")

    expect(area).to_have_value(
        "**राशि** का विवरण:\n| मद | राशि |\n|---|---:|\n| वेतन | 12 |\n| यात्रा | 7 |\n1. खसरा\n2. खतौनी\n"
    )
    shown = page.locator(".as-printed")
    expect(shown.locator("strong")).to_have_text("राशि")
    expect(shown.locator("tbody tr")).to_have_count(2)
    expect(shown.locator("ol > li")).to_have_count(2)
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert person.axe() == []
    area.press("Control+Enter")
    expect(page.locator("#para-2 tbody tr")).to_have_count(2)
    expect(page.locator("#para-2 li .marker")).to_have_text(["1.", "2."])
