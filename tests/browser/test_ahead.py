"""The next file of a desk is there before it is opened, and nothing has been done to it."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from clients.demo import office
from contracts import files
from tests.browser.matters import Matters
from tests.browser.people import Person

CUT = "ERR_INTERNET_DISCONNECTED|ERR_FAILED"
KEPT = """async (id) => {
  const names = (await indexedDB.databases()).map(({ name }) => name).filter((name) => name.startsWith('patravali-'));
  const keys = [];
  for (const name of names) {
    const told = (asked) => new Promise((done) => { asked.onsuccess = () => done(asked.result); });
    const open = await told(indexedDB.open(name));
    keys.push(...(await told(open.transaction('views').objectStore('views').getAllKeys())));
    open.close();
  }
  return keys.some((key) => key.endsWith(`/file:${id}`));
}"""


def test_the_next_file_opens_without_a_line_and_is_still_unread(sits: Callable[..., Person], matters: Matters) -> None:
    noted = matters.file("आगे से आई पत्रावली", notes=("पहले से यहाँ है",))
    file = matters.forward(noted, by=office.CLERK, to=office.OFFICER)
    officer = sits(office.OFFICER).arrive()
    officer.watch.expect(CUT)
    officer.page.locator(f"[role=row] a[href='/files/{file.id}']").wait_for()
    officer.wait_for_the_app()

    officer.eventually(lambda: officer.page.evaluate(KEPT, str(file.id)))
    sender = matters.at(office.CLERK).api.get_file(files.GetFile(file_id=file.id))
    officer.lose_the_line()
    officer.open(f"/files/{file.id}")

    expect(officer.page.locator(".noting")).to_contain_text("पहले से यहाँ है")
    assert sender.opened_at is None
    assert "pull_back_file" in sender.allowed_actions


def test_what_came_ahead_leaves_the_pc_with_its_user(sits: Callable[..., Person], matters: Matters) -> None:
    file = matters.forward(matters.file("आगे से आकर मिटी"), by=office.CLERK, to=office.OFFICER)
    officer = sits(office.OFFICER).arrive()
    officer.eventually(lambda: officer.page.evaluate(KEPT, str(file.id)))

    officer.button(officer.t("shell", "sign_out")).click()
    officer.heading("प्रवेश").wait_for()

    officer.eventually(lambda: not officer.page.evaluate(KEPT, str(file.id)))
