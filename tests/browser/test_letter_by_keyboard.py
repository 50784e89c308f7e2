"""A letter's way through the office in Hindi, and no hand on a mouse."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from playwright.sync_api import expect

from clients.demo import office
from clients.demo.matter import SHIPPED
from tests.browser import keyboard
from tests.browser.people import Person

CASE = uuid4().int % 100_000
SUBJECT = f"दाखिल ख़ारिज में विलंब {CASE}"
NOTE = ("prastaav uchit hai.", "प्रस्ताव उचित है।")


def test_five_people_take_a_letter_from_the_post_to_an_order(sits: Callable[..., Person]) -> None:
    reception, clerk, officer, adm, dm = (
        sits(post) for post in (office.RECEPTION, office.CLERK, office.OFFICER, office.ADM, office.DM)
    )
    reception.arrive()
    clerk.arrive()

    number = keyboard.diarise(
        reception,
        sender="shree jagataraam",
        subject=f"daakhil k.haarij meM vilaMb {CASE}",
        scan=SHIPPED,
        to=office.CLERK,
    )
    keyboard.open_from_desk(clerk, SUBJECT)
    keyboard.put_in_new_file(clerk)
    keyboard.write_note(clerk, "kRipayaa aadesh deM.", "कृपया आदेश दें।")
    keyboard.forward(clerk, office.OFFICER)
    for person, to in ((officer, office.ADM), (adm, office.DM)):
        person.arrive()
        keyboard.open_from_desk(person, SUBJECT)
        keyboard.write_note(person, *NOTE)
        keyboard.forward(person, to)
    dm.arrive()
    keyboard.open_from_desk(dm, SUBJECT)
    keyboard.write_note(dm, "yathaa prastaavit.", "यथा प्रस्तावित।")

    assert number
    expect(dm.page.locator(".note.green")).to_have_count(4)
