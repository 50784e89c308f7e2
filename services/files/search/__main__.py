"""Make the index of the search again, or see how far that is.

    python -m services.files.search rebuild      from the first paper on; ends when all are filed
    python -m services.files.search continue     go on where a rebuild was stopped
    python -m services.files.search compare      what the service does each night, now

The service may run meanwhile: both file in turns, people go on searching in what is there.
"""

from __future__ import annotations

import argparse
import sys
import time

from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from chassis.database import make_engine
from services.files.domain.numbering import office_day
from services.files.handlers import search
from services.files.settings import FilesSettings
from services.files.storage import FilesUnitOfWork
from services.files.storage.search_repair import Repair

TELL_EVERY = 5.0
PAUSE = 0.2
TEXTS = {
    "progress": "{done} में से {made} / {made} of {done}",
    "done": "खोज की सूची बन गई: {made} कागज। / The search index is made: {made} papers.",
    "compared": "{made} कागज फिर से सूचीबद्ध किए जाएँगे। / {made} papers will be filed anew.",
    "again": "डेटाबेस नहीं मिला या काम रोका गया; `continue` से आगे बढ़ें। / "
    "The database is away or the work was stopped; go on with `continue`.",
}
COUNTS = text("""
SELECT (SELECT count(*) FROM search_items) AS made,
    (SELECT count(*) FROM files) + (SELECT count(*) FROM receipts) + (SELECT count(*) FROM letters) AS papers
""")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="services.files.search", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("act", choices=("rebuild", "continue", "compare"))
    act = parser.parse_args(arguments).act
    try:
        engine = make_engine(FilesSettings())
        if act == "compare":
            print(TEXTS["compared"].format(made=_compare(engine)))
            return 0
        if act == "rebuild":
            with FilesUnitOfWork(engine) as uow:
                Repair(uow.session).begin()
                uow.commit()
        print(TEXTS["done"].format(made=_make(engine)))
        return 0
    except (OperationalError, KeyboardInterrupt) as error:
        print(TEXTS["again"], f"({str(error).splitlines()[0]})" if str(error) else "", file=sys.stderr)
        return 1


def _make(engine: Engine) -> int:
    """Answers how many papers are filed."""
    told = 0.0
    while True:
        with FilesUnitOfWork(engine) as uow:
            taken = search.take(uow)
            done = taken is not None and taken.changes == 0 and not Repair(uow.session).is_rebuilding()
            uow.commit()
        if done or time.monotonic() - told > TELL_EVERY:
            told = time.monotonic()
            with engine.connect() as connection:
                counts = connection.execute(COUNTS).one()
            print(TEXTS["progress"].format(made=counts.made, done=counts.papers), flush=True)
        if done:
            return int(counts.made)
        if taken is None:
            time.sleep(PAUSE)


def _compare(engine: Engine) -> int:
    with FilesUnitOfWork(engine) as uow:
        found = Repair(uow.session).compare(office_day(uow.now()))
        uow.commit()
    return found


if __name__ == "__main__":
    sys.exit(main())
