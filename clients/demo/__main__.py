"""``python -m clients.demo [--letter PATH] [--home DIR | --url URL]``: play the main job and check every claim.

Exit 0 only if every check held. The letter may be a PDF, TIFF, JPEG or PNG.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
from pathlib import Path

from clients.api import Problem, Unreachable
from clients.demo import accounts, alerts, papers, show
from clients.demo import office as posts
from clients.demo.checks import Checks
from clients.demo.live import Listener
from clients.demo.matter import SHIPPED, matter_of
from clients.demo.office import Office
from clients.demo.platform import NotADemonstration, NotStarted, Running, chosen_home, platform
from clients.demo.story import Story
from clients.demo.trail import Trail
from clients.demo_ca import SoftHsmMissing
from clients.signer import SignerError


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m clients.demo", description=__doc__)
    parser.add_argument("--letter", type=Path, default=SHIPPED, help="scanned letter; default: the one shipped")
    parser.add_argument("--home", type=Path, default=chosen_home(), help="folder of the installation")
    parser.add_argument("--url", help="address of the platform, where the folder does not tell it")
    options = parser.parse_args(arguments)
    if not options.letter.is_file():
        print(f"✗ पत्र नहीं मिला: {options.letter} / no such letter", file=sys.stderr)
        return 1
    _stop_on_signals()
    checks = Checks()
    try:
        with platform(options.home, options.url) as running:
            play(running, options.letter, checks)
    except KeyboardInterrupt:
        return 130
    except (Problem, Unreachable, NotADemonstration, NotStarted, SoftHsmMissing, SignerError) as stopped:
        checks.that("प्रदर्शन बीच में रुक गया", False, str(stopped))
    return conclude(checks)


def _stop_on_signals() -> None:
    """So that a platform started for the play is stopped in every case; a script's child inherits INT ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.default_int_handler)


def play(running: Running, letter: Path, checks: Checks) -> None:
    """The acts in their order, then the evidence."""
    show.heading(f"पत्रावली: डाक से प्रेषण तक — {letter.name} — {running.address}")
    office, trail = Office(running), Trail()
    try:
        matter = matter_of(letter, reachable=running.postbox.exists())
        story = Story(running, office, matter, trail, checks)
        listener = Listener(office[posts.DM])
        acts(story)
        evidence(story, listener)
    finally:
        office.close()


def acts(story: Story) -> None:
    for title, act in (
        ("डाक", story.receive),
        ("पत्रावली", story.open_file),
        ("टिप्पणी एवं आदेश", story.note_and_propose),
    ):
        show.heading(title)
        act()
    papers.read_scan(story)
    for title, act in (
        ("आदेश", story.order),
        ("आलेख", story.draft),
        ("अनुमोदन, हस्ताक्षर एवं निर्गमन", story.approve_and_sign),
        ("प्रेषण", story.dispatch),
        ("समापन", story.close),
    ):
        show.heading(title)
        act()


def evidence(story: Story, listener: Listener) -> None:
    show.heading("कार्यवाही का क्रम: किसने, किस पद पर, कब, कितने सेकंड में")
    story.trail.show()
    show.heading(f"पत्रावली {story.file.number}: किस पटल पर, कब, कितनी देर")
    accounts.history(story)
    show.heading("लेजर एवं पहुँच")
    accounts.ledger(story)
    papers.need_to_know(story)
    show.heading(f"पत्र {story.letter.number}: हस्ताक्षर का सत्यापन")
    with tempfile.TemporaryDirectory() as folder:
        papers.verify_letter(story, Path(folder))
    show.heading("भेजी गई सूचनाएँ")
    alerts.check(story, listener)
    show.heading("लम्बित पत्रावलियाँ, जैसा जिलाधिकारी ने देखा (जब पत्रावली अपर जिलाधिकारी के पास थी)")
    accounts.pendency(story)


def conclude(checks: Checks) -> int:
    show.heading("परिणाम")
    if checks.all_hold:
        print(f"  ✓ सभी {len(checks.made)} जाँचें सही पाई गईं। / All {len(checks.made)} checks held.")
        return 0
    print(f"  ✗ {len(checks.made)} में से {len(checks.failed)} जाँचें विफल। / {len(checks.failed)} checks failed:")
    for check in checks.failed:
        print(f"    {check}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
