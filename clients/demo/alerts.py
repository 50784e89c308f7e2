"""The alerts: who was told what, over which channels, and what lies in the postbox because of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from clients.demo import office as posts
from clients.demo import show
from clients.demo.checks import eventually
from clients.demo.live import Listener
from clients.demo.office import Desk
from clients.demo.story import Story
from contracts.notifications import DeliveryView, ListMessages, MarkRead, MessageView

SECONDS = 90.0
# Desk → kind of message → how often it has to have come.
EXPECTED: dict[str, dict[str, int]] = {
    posts.CLERK: {"receipt_arrived": 1, "file_arrived": 2, "letter_dispatched": 1},
    posts.OFFICER: {"file_arrived": 3},
    posts.ADM: {"file_arrived": 2},
    posts.DM: {"file_arrived": 2, "letter_to_sign": 1},
    posts.DISPATCH: {"letter_to_dispatch": 1},
}
SIGN = {"delivered": "✓", "pending": "…", "failed": "✗", "skipped": "–"}


@dataclass(frozen=True)
class Told:
    desk: Desk
    message: MessageView


def check(story: Story, listener: Listener) -> None:
    """Every pending desk was told, once; every delivery arrived; the sender was answered."""
    told = eventually(lambda: _complete(story), SECONDS) or _told(story)
    _show(told)
    for post, kinds in EXPECTED.items():
        desk = story.office[post]
        came: list[str] = [one.message.kind for one in told if one.desk is desk]
        missing = {kind: count for kind, count in kinds.items() if came.count(kind) != count}
        story.checks.that(f"{desk.designation} को हर सूचना एक बार मिली", not missing, _difference(missing, came))
    slowest = max(story.alert_seconds, default=0.0)
    story.checks.that("पटल को सूचना पत्रावली के साथ ही पहुँची", story.alert_seconds, f"अधिकतम {slowest:.1f} से॰")
    live = listener.heard_of(story.file.id)
    story.checks.that("खुली स्क्रीन पर सूचना तुरन्त आई (जिलाधिकारी)", live, f"{len(live)} सूचनाएँ")
    if story.running.postbox.exists():
        _check_postbox(story, told)
    _mark_read(story)


def _told(story: Story) -> list[Told]:
    """The messages about this letter, in the order in which they came."""
    ids = {story.file.id, story.receipt.id, story.letter.id}
    found = []
    for desk in story.office:
        for message in desk.api.list_messages(ListMessages(limit=100)).items:
            if ids & {message.file_id, message.receipt_id, message.letter_id}:
                found.append(Told(desk, message))
    return sorted(found, key=lambda one: one.message.serial)


def _complete(story: Story) -> list[Told] | None:
    """All that is expected has come and nothing is on its way any more."""
    told = _told(story)
    expected = sum(sum(kinds.values()) for kinds in EXPECTED.values())
    pending = [one for told_one in told for one in told_one.message.deliveries if one.state == "pending"]
    return told if len(told) >= expected and not pending else None


def _show(told: list[Told]) -> None:
    rows = [
        (
            show.clock(one.message.created_at),
            one.desk.name,
            one.message.title,
            *(_sign(one.message, channel) for channel in ("in_app", "email", "sms")),
        )
        for one in told
    ]
    show.table(("समय", "किसे", "सूचना", "ऐप", "ई-मेल", "SMS"), rows, (8, 20, 47, 4, 5, 5))


def _sign(message: MessageView, channel: str) -> str:
    return next((SIGN[one.state] for one in message.deliveries if one.channel == channel), "")


def _difference(missing: dict[str, int], came: list[str]) -> str:
    return ", ".join(f"{kind}: {came.count(kind)} (अपेक्षित {count})" for kind, count in missing.items())


def _check_postbox(story: Story, told: list[Told]) -> None:
    """Each mail and SMS that counts as delivered lies in the postbox, once."""
    posted = story.running.posted()
    outward = [one for each in told for one in each.message.deliveries if one.channel != "in_app"]
    unsent = [one for one in outward if one.state != "delivered" and one.reason != "switched_off"]
    story.checks.that("हर ई-मेल और SMS प्रदाता ने स्वीकार किया", not unsent, "; ".join(one.reason for one in unsent[:3]))
    counts = [sum(_is_it(one, item) for item in posted) for one in outward if one.state == "delivered"]
    story.checks.that("हर ई-मेल और SMS डाकपेटी में ठीक एक बार है", counts and set(counts) == {1}, f"{len(counts)} संदेश")
    number = story.receipt.diary_number
    answers = [item for item in posted if number in item["text"] and item["to"] in _sender(story)]
    kinds = sorted(item["kind"] for item in answers)
    story.checks.that("प्रेषक को डायरी संख्या की पावती मिली", kinds == ["email", "sms"], " + ".join(kinds))
    for item in answers:
        if item["kind"] == "sms":
            print(f"    │ SMS {item['to']}: {item['text']} ({len(item['text'])} अक्षर)")


def _is_it(delivery: DeliveryView, item: dict[str, Any]) -> bool:
    return delivery.reference in (item.get("message_id"), f"{item.get('id')}msdgsms")


def _sender(story: Story) -> list[Any]:
    sender = story.matter.sender
    return [[sender.email], (sender.mobile or "")[-10:]]


def _mark_read(story: Story) -> None:
    dm = story.office[posts.DM]
    unread = dm.api.list_messages(ListMessages(unread=True, limit=100)).items
    done = dm.api.mark_read(MarkRead(message_ids=[one.id for one in unread])) if unread else None
    story.checks.that("पढ़ी गई सूचनाएँ पढ़ी हुई दिखती हैं", done is not None and done.unread == 0)
