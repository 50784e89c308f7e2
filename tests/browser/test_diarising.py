"""The diary from the keyboard: how many keys a letter takes beside its own words."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from clients.demo.matter import SHIPPED
from clients.demo.office import OFFICER, RECEPTION
from contracts.files import GetReceipt
from tests.browser.matters import Matters
from tests.browser.people import Person

Sits = Callable[..., Person]
DIARISE, RECEIPT = "screens/diarise", "screens/receipt"
COUNT = """() => {
  window.struck = 0;
  addEventListener('keydown', (event) => event.isTrusted && (window.struck += 1), true);
}"""
DROP = """([bytes]) => {
  const dropped = new DataTransfer();
  dropped.items.add(new File([new Uint8Array(bytes)], 'letter.jpg', { type: 'image/jpeg' }));
  const onto = document.querySelector('form.diarise .scan');
  for (const kind of ['dragover', 'drop']) {
    onto.dispatchEvent(new DragEvent(kind, { dataTransfer: dropped, bubbles: true, cancelable: true }));
  }
}"""


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Of a letter, as a phone takes it."""
    path = tmp_path_factory.mktemp("photo") / "letter"
    subprocess.run(["pdftoppm", "-jpeg", "-r", "60", "-singlefile", SHIPPED, path], check=True)
    return path.with_suffix(".jpg").read_bytes()


def _struck(page: Page) -> int:
    return int(page.evaluate("() => window.struck"))


def test_a_letter_takes_six_keys_beside_its_words(sits: Sits, matters: Matters, photo: bytes) -> None:
    """Tab to the subject, Alt+M and a digit for the desk, Ctrl+Enter, P for the slip, Enter for the next letter.

    At three keys a second, a name of 15 and a subject of 40 letters leave ten of the thirty seconds to read the letter.
    """
    sender, subject = f"Ram Singh {uuid4().hex[:5]}", "Pucca drain along the road to Naugaon"
    person = sits(RECEPTION, language="en").arrive()
    page = person.page
    page.add_init_script("window.print = () => { window.printed = (window.printed || 0) + 1; }")
    person.open("/diarise")
    expect(page.get_by_label(person.t(DIARISE, "senderName"))).to_be_focused()
    page.evaluate(COUNT)
    page.evaluate(DROP, [list(photo)])
    expect(page.locator(".scan img.preview")).to_be_visible()

    person.keys.type(sender)
    person.keys.press("Tab")
    person.keys.type(subject)
    person.keys.press("Alt+m")
    person.keys.press("1")
    expect(page.locator(".post-picker [role=option][aria-selected=true]")).to_have_count(1)
    person.keys.press("Control+Enter")
    expect(page.locator(".diary-number")).to_be_visible()
    person.keys.press("p")
    receipt = page.get_by_role("link", name=person.t(DIARISE, "open_receipt")).get_attribute("href") or ""
    person.keys.press("Enter")

    expect(page.get_by_label(person.t(DIARISE, "senderName"))).to_be_focused()
    keys = len(sender) + len(subject)
    modifiers = 2  # Alt and Control are keys of their own to the browser
    assert _struck(page) == keys + 6 + modifiers
    assert page.evaluate("() => window.printed") == 1
    made = matters.at(RECEPTION).api.get_receipt(GetReceipt(receipt_id=receipt.rpartition("/")[2]))
    assert (made.sender.name, made.subject, made.form) == (sender, subject, "electronic")
    assert made.holder.post_id != matters.at(RECEPTION).post_id


def test_a_letter_that_came_before_is_shown_while_it_is_written(sits: Sits, matters: Matters) -> None:
    before = matters.receipt(f"पेयजल {uuid4().hex[:5]}")
    person = sits(RECEPTION).arrive()
    page = person.page
    person.open("/diarise")

    page.get_by_label(person.t(DIARISE, "senderName")).fill("श्री  जगतराम")

    notice = page.locator("form.diarise .notice")
    expect(notice).to_contain_text(person.t(DIARISE, "resembling_sender"))
    expect(notice.get_by_role("link", name=before.diary_number)).to_have_attribute("href", f"/receipts/{before.id}")
    page.get_by_label(person.t(DIARISE, "senderName")).fill(f"कोई और {uuid4().hex[:5]}")
    expect(notice).to_have_count(0)


def test_a_phone_takes_the_picture_with_its_own_camera(sits: Sits, photo: bytes, tmp_path: Path) -> None:
    person = sits(RECEPTION, language="en").arrive()
    person.open("/diarise")
    camera = person.page.locator("input[type=file][capture=environment]")
    expect(camera).to_have_attribute("accept", "image/*")
    (tmp_path / "camera.jpg").write_bytes(photo)

    camera.set_input_files(tmp_path / "camera.jpg")

    expect(person.page.locator(".scan img.preview")).to_be_visible()
    expect(person.page.locator(".scan [role=status]")).to_contain_text("camera.jpg")


def test_a_receipt_is_marked_to_a_likely_desk_in_three_keys(sits: Sits, matters: Matters) -> None:
    receipt = matters.receipt(f"राशन {uuid4().hex[:5]}", marked_to=OFFICER)
    person = sits(OFFICER).arrive()
    page = person.page
    person.open(f"/receipts/{receipt.id}")
    expect(person.button(person.t(RECEIPT, "mark"))).to_be_visible()
    page.evaluate(COUNT)

    person.keys.press("f")
    chosen = page.locator("dialog .post-picker [role=option][aria-selected=true]")
    expect(chosen).to_have_count(1)
    person.keys.press("2")
    expect(page.locator("dialog .post-picker [role=option]").nth(1)).to_have_attribute("aria-selected", "true")
    person.keys.press("Enter")

    expect(page.locator("dialog")).to_have_count(0)
    assert _struck(page) == 3
    held = matters.at(OFFICER).api.get_receipt(GetReceipt(receipt_id=receipt.id)).holder
    assert held.post_id == matters.at(RECEPTION).post_id, "the second of the likely desks is that from which it came"
