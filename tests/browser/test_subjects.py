"""The subject tree on the screens: a letter is put under a head, its new file is offered it, the tree leads to both."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from clients.demo import office
from tests.browser.matters import Matters
from tests.browser.people import Person

RECEIPT, FILE, SEARCH, SUBJECTS = "screens/receipt", "screens/file", "screens/search", "parts/subjects"
ABOUT = "ग्राम देवखाल में दाखिल खारिज"


def test_a_letter_is_put_under_a_head_and_its_file_is_found_by_the_tree(
    sits: Callable[..., Person], matters: Matters
) -> None:
    receipt = matters.receipt(ABOUT, marked_to=office.CLERK)
    clerk = sits(office.CLERK).arrive()
    page = clerk.page

    clerk.open(f"/receipts/{receipt.id}")
    clerk.button(clerk.t(RECEIPT, "classify")).click()
    offered = page.locator("dialog .subject-offers button").first
    expect(offered).to_contain_text("नामान्तरण")
    offered.click()
    clerk.button(clerk.t(RECEIPT, "classify_now")).click()
    expect(page.locator(".particulars")).to_contain_text("नामान्तरण")

    clerk.button(clerk.t(RECEIPT, "put_in_file")).click()
    clerk.button(clerk.t(RECEIPT, "new_file")).click()
    expect(page.locator("dialog").get_by_label(clerk.t(SUBJECTS, "subject_head"))).to_have_value("mutation")
    page.locator("dialog form button.main").click()
    expect(page.locator(".file-head h1")).to_have_text(ABOUT)

    clerk.open("/search")
    page.locator(".subject-browser summary").click()
    tree = page.get_by_role("tree")
    tree.get_by_role("treeitem").first.focus()
    mutation = tree.get_by_role("treeitem", name="नामान्तरण").first
    expect(mutation).to_have_count(0)
    while page.evaluate("document.activeElement.getAttribute('aria-expanded')") is None:
        clerk.keys.press("ArrowDown")
    clerk.keys.press("ArrowRight")
    expect(mutation).to_be_visible()
    clerk.keys.press("ArrowDown")
    while not mutation.evaluate("row => row === document.activeElement"):
        clerk.keys.press("ArrowDown")
    clerk.keys.press("Enter")
    expect(mutation).to_have_attribute("aria-selected", "true")
    expect(page.locator(".hits .hit", has_text=ABOUT).first).to_be_visible()


def test_a_file_is_put_under_another_head_with_the_reason(sits: Callable[..., Person], matters: Matters) -> None:
    file = matters.file("सूचना का अधिकार के अन्तर्गत आवेदन", subject_head="mutation")
    clerk = sits(office.CLERK).arrive()
    page = clerk.page

    clerk.open(f"/files/{file.id}")
    page.locator(".file-head details.more summary").click()
    clerk.button(clerk.t(FILE, "classify_again")).click()
    send = clerk.button(clerk.t(FILE, "classify_now"))
    page.locator("dialog .subject-offers button").first.click()
    expect(send).to_be_disabled()
    page.locator("dialog").get_by_label(clerk.t(FILE, "reason")).fill("प्रकरण सूचना का है")
    send.click()
    expect(page.locator("dialog[open]")).to_have_count(0)

    clerk.button(clerk.t(FILE, "details")).click()
    expect(page.locator(".file-head .details")).to_contain_text("सूचना का अधिकार")
