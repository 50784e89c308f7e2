"""What the load tests fill in obeys the rules that the database would have checked."""

from datetime import UTC, datetime

from contracts.files import ForwardFile, GetHistory, GetPendency, ListDesk
from tests.files.office import an_office
from tests.load.filling import Size, fill

BROKEN_CHAINS = """
SELECT count(*) FROM movements m LEFT JOIN movements b ON b.file_id = m.file_id AND b.serial = m.serial - 1
WHERE b.to_post_id IS DISTINCT FROM m.from_post_id OR b.occurred_at > m.occurred_at
"""
NOT_WHERE_IT_CAME = """
SELECT count(*) FROM files f LEFT JOIN movements m ON m.file_id = f.id AND m.serial = f.movement_serial
WHERE m.to_post_id IS DISTINCT FROM f.holder_post_id OR m.occurred_at <> f.held_since
"""


def test_filled_files_lie_where_their_chain_ends_and_can_be_worked_on(service_database):
    database = service_database("files")
    office = an_office(database)

    fill(database.admin_url, Size(1000), datetime.now(UTC), "test")

    assert office.rows("SELECT count(*) FROM movements")[0].count == 1000
    assert [office.rows(question)[0].count for question in (BROKEN_CHAINS, NOT_WHERE_IT_CAME)] == [0, 0]
    assert office.ask(GetPendency(), by="dm").total == 120
    item = office.ask(ListDesk(limit=1), by="clerk").items[0]
    moved = office.ask(ForwardFile(file_id=item.id, to_post=office.post("so-lra")), by="clerk")
    history = office.ask(GetHistory(file_id=item.id), by="so-lra")
    assert moved.holder.post_id == office.post("so-lra")
    assert abs(sum(desk.held_seconds for desk in history.desks) - history.elapsed_seconds) < 1e-3
    office.engine.dispose()
    office.owner.dispose()
