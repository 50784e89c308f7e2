"""Where the file was and for how long, whether its ledger is whole, and what the DM sees at a glance."""

from __future__ import annotations

from clients.demo import office as posts
from clients.demo import show
from clients.demo.story import Story
from contracts import files
from contracts.files import PendencyView

MOVES = {
    "created": "खोली गई",
    "forwarded": "प्रेषित",
    "pulled_back": "वापस ली",
    "closed": "बन्द",
    "reopened": "पुनः खोली",
    "put_in_file": "पत्रावली में",
}
ROUTE = (
    posts.CLERK,
    posts.OFFICER,
    posts.ADM,
    posts.DM,
    posts.CLERK,
    posts.OFFICER,
    posts.ADM,
    posts.DM,
    posts.CLERK,
    posts.OFFICER,
)


def history(story: Story) -> None:
    """Each desk the file came to, when, opened by whom, and how long it lay there."""
    view = story.office[posts.DM].api.get_history(files.GetHistory(file_id=story.file.id))
    rows = [
        (
            str(move.serial),
            show.clock(move.occurred_at),
            MOVES[move.kind],
            f"{move.by.person.name_hi}",
            move.to_post.designation_hi,
            show.clock(move.opened_at) if move.opened_at else "",
            show.duration(move.held_seconds),
        )
        for move in view.movements
    ]
    titles = ("क्र॰", "समय", "कार्य", "किसने", "किस पटल पर", "खुली", "रुकी रही")
    show.table(titles, rows, (3, 8, 10, 20, 29, 8, 10))
    route = [move.to_post.post_id for move in view.movements if move.kind in ("created", "forwarded")]
    wanted = [story.office[post].post_id for post in ROUTE]
    story.checks.that("पत्रावली का पूरा मार्ग दर्ज है", route == wanted, f"{len(route)} पटल-भ्रमण")
    print()
    totals = [(desk.post.designation_hi, str(desk.visits), show.duration(desk.held_seconds)) for desk in view.desks]
    show.table(("पटल", "बार", "कुल समय"), totals, (40, 5, 16))
    total = sum(desk.held_seconds for desk in view.desks)
    story.checks.that(
        "पटलों का समय मिलकर कुल समय के बराबर है", abs(total - view.elapsed_seconds) < 0.01, show.duration(total)
    )


def ledger(story: Story) -> None:
    report = story.office[posts.DM].api.verify_ledger(files.VerifyLedger(file_id=story.file.id))
    detail = f"{report.entries} प्रविष्टियाँ, शीर्ष {(report.head or '')[:16]}"
    story.checks.that("लेजर अक्षुण्ण है", report.verdict == "intact", "; ".join(report.problems) or detail)


def pendency(story: Story) -> None:
    """As the DM saw it while the file lay with the ADM, and now."""
    dm, adm = story.office[posts.DM], story.office[posts.ADM]
    view = story.pendency_at_adm
    _show(view)
    row = next((desk for desk in view.desks if desk.post.post_id == adm.post_id), None)
    story.checks.that(
        "जिलाधिकारी ने देखा कि पत्रावली किस पटल पर थी",
        row is not None and row.total > 0 and row.holder is not None and row.holder.name_hi == adm.name,
        f"{adm.designation}: {row.total if row else 0}",
    )
    now = dm.api.get_pendency(files.GetPendency())
    waiting = [
        item.id
        for desk in now.desks
        if desk.total and desk.post.post_id in {one.post_id for one in story.office}
        for item in dm.api.pages(dm.api.list_pending, files.ListPending(post_id=desk.post.post_id))
    ]
    story.checks.that("बन्द पत्रावली अब किसी पटल पर लम्बित नहीं है", story.file.id not in waiting)
    story.checks.that("तालिका का योग पटलों के योग के समान है", now.total == sum(desk.total for desk in now.desks))


def _show(view: PendencyView) -> None:
    rows = [
        (
            desk.post.designation_hi,
            desk.holder.name_hi if desk.holder else "रिक्त",
            str(desk.buckets.days_0_3),
            str(desk.buckets.days_4_7),
            str(desk.buckets.days_8_15),
            str(desk.buckets.days_16_30),
            str(desk.buckets.days_31_90 + desk.buckets.days_over_90),
            str(desk.total),
        )
        for desk in sorted(view.desks, key=lambda desk: -desk.total)[:12]
        if desk.total
    ]
    titles = ("पटल", "धारक", "0-3", "4-7", "8-15", "16-30", ">30", "कुल")
    show.table(titles, rows, (36, 20, 4, 4, 5, 5, 4, 5))
    print(f"  समस्त पटलों पर लम्बित: {view.total}")
