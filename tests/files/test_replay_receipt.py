"""The receipt phase of a municipality's permits, 1,434 real cases, replayed and counted as of a moment."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

import pytest

from services.files.replay import report
from tests.external import DATA
from tests.files.log_office import loaded, totals_at

pytestmark = pytest.mark.external_data

LOG = DATA / "event_logs" / "receipt.csv"
FOUND = {
    "events_after_end": 145,
    "starts_after_first_event": 2,
    "never_ended": 105,
    "ended_late": 377,
    "ended_before_first_event": 117,
    "deadline_before_first_event": 60,
    "differs_by_capitals": 2,
}
MIDNIGHT = datetime.fromisoformat("2011-06-30T18:30:00Z")


def test_the_pendency_of_a_real_log_is_what_its_events_say(office):
    log, replay = loaded(office, LOG)

    refused = replay.run()

    with office.session() as session:
        assert report.differences(session, log) == []
    totals = totals_at(office, MIDNIGHT)
    assert refused == []
    assert Counter(finding.code for finding in log.findings) == FOUND
    assert (totals.started, totals.open, totals.overdue) == (848, 137, 40)
    assert sorted(totals.holders.items(), key=lambda held: -held[1])[:5] == [
        ("admin1", 24),
        ("Resource01", 21),
        ("Resource13", 12),
        ("Resource04", 10),
        ("Resource12", 9),
    ]
