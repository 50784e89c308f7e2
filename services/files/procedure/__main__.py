"""For the operator: a State's procedure, from a pack under ``deploy/procedure``.

    python -m services.files.procedure check deploy/procedure/in-uk.yaml …
    python -m services.files.procedure load deploy/procedure/in-uk.yaml
    python -m services.files.procedure load --district deploy/districts/in-uk-dehradun.yaml

``check`` needs no database: it lists all that is wrong, each with file, line and reason. ``load`` puts a right pack
into use in the running system (database as the service's, from ``PATRAVALI_FILES_…``); the same pack again does
nothing. A pack whose rules changed needs a higher version. Another State's pack is taken only with ``--instead-of`` and
the code of the one in use.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import yaml

from chassis.database import make_engine
from services.files.handlers.procedure import PackRefused, load
from services.files.procedure.pack import Pack
from services.files.procedure.reading import read
from services.files.settings import FilesSettings
from services.files.storage import FilesUnitOfWork


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("check").add_argument("files", type=Path, nargs="+")
    loading = actions.add_parser("load")
    from_file = loading.add_mutually_exclusive_group(required=True)
    from_file.add_argument("file", type=Path, nargs="?")
    from_file.add_argument("--district", type=Path, help="a district file, which names its State's pack")
    loading.add_argument("--instead-of", metavar="PACK", help="code of another State's pack, which is in use now")
    given = parser.parse_args(arguments)
    if given.action == "check":
        return max([_checked(path) for path in given.files])
    path = given.file or pack_of(given.district)
    return _loaded(path, given.instead_of) if path is not None else 0


def pack_of(district: Path) -> Path | None:
    """The pack that a district file names (``procedure``), beside which its path is read; none where it names none."""
    named = yaml.safe_load(district.read_text(encoding="utf-8")).get("procedure")
    return district.parent / named if named else None


def _checked(path: Path) -> int:
    pack = _read(path)
    if pack is None:
        return 1
    print(f"{path}: {_described(pack)}, {sum(1 for _ in pack.rules())} rules")
    return 0


def _loaded(path: Path, instead_of: str | None) -> int:
    pack = _read(path)
    if pack is None:
        return 1
    settings = FilesSettings()
    try:
        is_new = load(pack, instead_of, FilesUnitOfWork(make_engine(settings), settings=settings))
    except PackRefused as refused:
        print(f"{path}: {refused}", file=sys.stderr)
        return 1
    print(f"{_described(pack)} {'is in use from now on' if is_new else 'was in use already'}")
    return 0


def _read(path: Path) -> Pack | None:
    """The pack, or none, and what is wrong with it on the error output."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as unreadable:
        print(f"{path}: फ़ाइल पढ़ी नहीं जा सकी / the file cannot be read: {unreadable}", file=sys.stderr)
        return None
    pack, wrong = read(text)
    for each in wrong:
        print(f"{path}:{each}", file=sys.stderr)
    return pack


def _described(pack: Pack) -> str:
    return f"{pack.pack} version {pack.version} (SHA-256 {pack.sha256})"


if __name__ == "__main__":
    sys.exit(main())
