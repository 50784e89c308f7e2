#!/usr/bin/env python3
"""पत्रावली के संग्रह-पैकेज की जाँच: Verify the archive package of a file, without a server and without any other package.

    python verify.py PACKAGE.zip [--head SHA256]

``--head``: the end of the ledger as it is known from elsewhere, for example from a paper record.
Exit status: 0 only if everything holds, 1 if something does not, 2 if the command was wrong. Python 3.8 or later.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

FORMAT = "patravali-archive-1"
ENTRIES, METADATA = "data/ledger/entries.jsonl", "data/metadata/"
MOST_MEMBERS = 200_000
# No text of a file shrinks to a hundredth; a ZIP of zeros does to a thousandth.
MOST_RATIO, HARMLESS = 100, 1 << 16
LONGEST_TEXT = 1 << 28
PIECE = 1 << 20
ALGORITHMS = ("sha256", "sha512")
BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
WITHHOLDABLE = ("file_link:", "file_link_end:")
REQUIRED = ("bagit.txt", "bag-info.txt", "tools/verify.py", ENTRIES, METADATA + "file.jsonl", METADATA + "schema.json")
BOOKS = ("data/whole-file.pdf", "data/notesheet.pdf")
"""Made for reading, after the ledger had ended."""
MOST_NAMED = 12
ENCRYPTED = 0x1

PASSED = {
    "zip": ("ZIP की बनावट ठीक है", "The ZIP is sound"),
    "bag": ("हर फ़ाइल सूची (BagIt) से मिलती है", "The bag's manifests hold"),
    "ledger": ("अभिलेख-शृंखला अक्षुण्ण है", "The ledger's chain is unbroken"),
    "records": ("टिप्पणी, संचलन और शेष अभिलेख शृंखला से मिलते हैं", "Notes, movements and other records match the ledger"),
    "documents": ("काग़ज़ात अपनी सूची और शृंखला से मिलते हैं", "The papers match their list and the ledger"),
}
FAILED = {
    "not_a_zip": ("यह पूरी ZIP फ़ाइल नहीं है", "This is no whole ZIP file"),
    "too_many": ("पैकेज में बहुत अधिक फ़ाइलें हैं", "There are too many files in the package"),
    "bad_name": ("फ़ाइल का नाम अमान्य है या पैकेज से बाहर ले जाता है", "A file's name is not allowed, or leads out"),
    "twice": ("एक ही नाम दो बार आया है", "A name is there twice"),
    "not_a_file": ("यह साधारण फ़ाइल नहीं है", "This is no ordinary file"),
    "bomb": ("फ़ाइल खोलने पर असामान्य रूप से बड़ी हो जाती है (ZIP बम)", "A file grows beyond measure (ZIP bomb)"),
    "overlap": ("ZIP में फ़ाइलें एक-दूसरे पर चढ़ी हुई हैं", "Files lie over each other in the ZIP"),
    "damaged": ("फ़ाइल पढ़ी नहीं जा सकी", "A file cannot be read"),
    "missing": ("फ़ाइल नहीं मिली", "A file is missing"),
    "extra": ("फ़ाइल सूची में नहीं है", "A file is in no manifest"),
    "changed": ("फ़ाइल बदली हुई है", "A file has been changed"),
    "bad_bag": ("BagIt की घोषणा या सूची ठीक नहीं है", "The bag's declaration or manifest is wrong"),
    "unreadable": ("अभिलेख समझा नहीं जा सका", "A record cannot be understood"),
    "chain": ("प्रविष्टि पिछली प्रविष्टि से नहीं जुड़ती", "An entry of the ledger does not follow the one before it"),
    "head": ("अभिलेख-शृंखला का अन्त बताए गए अन्त से भिन्न है", "The ledger ends elsewhere than it is said to"),
    "content": ("अभिलेख शृंखला में दर्ज हैश से नहीं मिलता", "A record does not match its hash in the ledger"),
    "lost": ("शृंखला में दर्ज अभिलेख पैकेज में नहीं है", "A record of which the ledger speaks is not there"),
    "unrecorded": ("यह अभिलेख शृंखला में दर्ज नहीं है", "The ledger does not speak of this record"),
    "paper": ("काग़ज़ अपनी सूची से नहीं मिलता", "A paper does not match its list"),
    "paper_ledger": ("काग़ज़ शृंखला में दर्ज हैश से नहीं मिलता", "A paper does not match its hash in the ledger"),
}

UNREADABLE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError)
# What could write lines of its own on a screen, or turn the direction of writing.
UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class Broken(Exception):
    """The package is so wrong that nothing more can be looked at. ``code`` as in ``FAILED``."""

    def __init__(self, code: str, where: str = "") -> None:
        super().__init__(code)
        self.code, self.where = code, where


class Package:
    """An opened package, with what was found of its files: sizes and digests by path below its base folder."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.members = _members(archive)
        self.digests: dict[str, list[str]] = {}
        self.problems: list[tuple[str, str]] = []

    def fault(self, code: str, where: str) -> None:
        """Something does not hold; the next thing is looked at nevertheless."""
        self.problems.append((code, where))

    def pieces(self, path: str) -> Iterator[bytes]:
        """The bytes of a file. Raises Broken."""
        info = self.members.get(path)
        if info is None:
            raise Broken("missing", path)
        left = info.file_size
        try:
            with self.archive.open(info) as file:
                while piece := file.read(PIECE):
                    left -= len(piece)
                    if left < 0:
                        raise Broken("bomb", path)
                    yield piece
        except (*UNREADABLE, RuntimeError, ValueError) as error:
            raise Broken("damaged", path) from error

    def content(self, path: str) -> bytes:
        """A small file as a whole. Raises Broken."""
        if path in self.members and self.members[path].file_size > LONGEST_TEXT:
            raise Broken("bomb", path)
        return b"".join(self.pieces(path))

    def lines(self, name: str) -> list[dict[str, Any]]:
        """The JSON objects of a file of metadata; none where there is no such file. Raises Broken."""
        path = METADATA + name + ".jsonl"
        if path not in self.members:
            return []
        return [_object(line, path) for line in self.content(path).split(b"\n") if line]


def _members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The files by their paths below the one base folder. Raises Broken for a ZIP that nobody should unpack."""
    infos = archive.infolist()
    if len(infos) > MOST_MEMBERS:
        raise Broken("too_many", str(len(infos)))
    found: dict[str, zipfile.ZipInfo] = {}
    seen: set[str] = set()
    bases: set[str] = set()
    for info in infos:
        base, path = _split(info)
        bases.add(base)
        # As a disk sees them that does not tell capitals from small letters.
        if info.filename.lower() in seen:
            raise Broken("twice", info.filename)
        seen.add(info.filename.lower())
        kind = info.external_attr >> 28
        if info.flag_bits & ENCRYPTED or kind not in (0, 8) or info.compress_type not in (0, 8):
            raise Broken("not_a_file", info.filename)
        if info.file_size > HARMLESS and info.file_size > MOST_RATIO * info.compress_size:
            raise Broken("bomb", info.filename)
        found[path] = info
    if len(bases) != 1:
        raise Broken("bad_name", ", ".join(sorted(bases)[:3]))
    _must_lie_apart(infos)
    return found


def _split(info: zipfile.ZipInfo) -> tuple[str, str]:
    """Base folder and path. Raises Broken."""
    # orig_filename is what stands in the file: the other one ends at a zero byte.
    name = info.orig_filename
    parts = name.split("/")
    plain = re.fullmatch(r"[A-Za-z0-9._/-]+", name) is not None
    if len(parts) < 2 or not plain or any(part.strip(".") == "" for part in parts) or name != info.filename:
        raise Broken("bad_name", repr(name))
    return parts[0], "/".join(parts[1:])


def _must_lie_apart(infos: list[zipfile.ZipInfo]) -> None:
    at = 0
    for info in sorted(infos, key=lambda one: one.header_offset):
        if info.header_offset < at or (at == 0 and info.header_offset != 0):
            raise Broken("overlap", info.filename)
        at = info.header_offset + 30 + len(info.orig_filename) + info.compress_size


def _object(text: bytes, where: str) -> dict[str, Any]:
    """A JSON object that has no name twice. Raises Broken."""
    try:
        found = json.loads(text.decode("utf-8"), object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise Broken("unreadable", where) from error
    if not isinstance(found, dict):
        raise Broken("unreadable", where)
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name twice")
    return found


def canonical(said: Any) -> bytes:
    """RFC 8785, for texts, whole numbers, lists and objects with ASCII names, which is all that is hashed."""
    return json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def check_bag(package: Package) -> int:
    """Every file is in every manifest, with its digest, and nothing else is there."""
    for path in REQUIRED:
        if path not in package.members:
            package.fault("missing", path)
    for path in package.members:
        digests = [hashlib.new(name) for name in ALGORITHMS]
        try:
            for piece in package.pieces(path):
                for digest in digests:
                    digest.update(piece)
        except Broken as broken:
            package.fault(broken.code, broken.where)
        package.digests[path] = [digest.hexdigest() for digest in digests]
    if package.content("bagit.txt") != BAGIT:
        package.fault("bad_bag", "bagit.txt")
    payload = {path for path in package.members if path.startswith("data/")}
    tags = {path for path in package.members if not path.startswith(("data/", "tagmanifest-"))}
    for place, name in enumerate(ALGORITHMS):
        _check_manifest(package, f"manifest-{name}.txt", place, payload)
        _check_manifest(package, f"tagmanifest-{name}.txt", place, tags)
    for path in package.members:
        if path.startswith("tagmanifest-") and path[12:-4] not in ALGORITHMS:
            package.fault("extra", path)
    size = sum(package.members[path].file_size for path in payload)
    if f"\nPayload-Oxum: {size}.{len(payload)}\n".encode() not in package.content("bag-info.txt"):
        package.fault("bad_bag", "bag-info.txt: Payload-Oxum")
    return len(package.members)


def _check_manifest(package: Package, manifest: str, place: int, expected: set[str]) -> None:
    listed: dict[str, str] = {}
    for line in package.content(manifest).decode("utf-8", "replace").splitlines():
        digest, _, path = line.partition("  ")
        if not path or path in listed:
            package.fault("bad_bag", f"{manifest}: {line[:100]}")
        listed[path] = digest
    for path in sorted(listed.keys() - expected):
        package.fault("missing", f"{manifest}: {path}")
    for path in sorted(expected - listed.keys()):
        package.fault("extra", f"{manifest}: {path}")
    for path in sorted(listed.keys() & expected):
        if listed[path] != package.digests[path][place]:
            package.fault("changed", f"{manifest}: {path}")


def check_ledger(package: Package, file: dict[str, Any], head: str | None) -> list[dict[str, Any]]:
    """Each entry names the hash of the one before it, and the chain ends where it is said to. Answers the entries."""
    entries: list[dict[str, Any]] = []
    previous = None
    for number, line in enumerate(package.content(ENTRIES).split(b"\n")[:-1], start=1):
        entry = _object(line, f"{ENTRIES}:{number}")
        said = (entry.get("serial"), entry.get("previous"), entry.get("subject"))
        if said != (number, previous, file["id"]):
            package.fault("chain", f"{ENTRIES}:{number}")
        previous = hashlib.sha256(line).hexdigest()
        entries.append(entry)
    if (len(entries), previous) != (file["ledger_entries"], file["ledger_head"]):
        package.fault("head", str(previous))
    if head is not None and head.lower() != previous:
        package.fault("head", f"{head} ≠ {previous}")
    return entries


def check_records(package: Package, file: dict[str, Any], entries: list[dict[str, Any]]) -> tuple[int, int]:
    """What the entries hash is there, once, and has these hashes."""
    wanted: dict[str, str] = {}
    for entry in entries:
        for name, digest in entry["contents"].items():
            if wanted.setdefault(name, digest) != digest:
                package.fault("content", name)
    found: set[str] = set()
    for path in sorted(package.members):
        if not (path.startswith(METADATA) and path.endswith(".jsonl")):
            continue
        for record in package.lines(path[len(METADATA) : -len(".jsonl")]):
            if "ledger" in record:
                _check_record(package, record, wanted, found)
    withheld = set(file["withheld"])
    for name in sorted(wanted.keys() - found):
        if name not in withheld or not name.startswith(WITHHOLDABLE):
            package.fault("lost", name)
    for name in sorted(withheld & found):
        package.fault("unrecorded", name)
    subject = [one["said"] for one in package.lines("subject")]
    number = entries[0]["facts"].get("number") if entries else None
    if subject != [file["subject"]] or number not in (None, file["number"]):
        package.fault("content", METADATA + "file.jsonl")
    return len(found), len(withheld)


def _check_record(package: Package, record: dict[str, Any], wanted: dict[str, str], found: set[str]) -> None:
    name = record["ledger"]
    if name not in wanted or name in found:
        package.fault("unrecorded", name)
        return
    found.add(name)
    if hashlib.sha256(bytes.fromhex(record["salt"]) + canonical(record["said"])).hexdigest() != wanted[name]:
        package.fault("content", name)
    for shown in (record["shown"].get("by"), record["shown"].get("author"), record["shown"].get("revised_by")):
        by = record["said"].get("by") if isinstance(record["said"], dict) else None
        if shown is not None and by not in (None, shown["person"]["person_id"]):
            package.fault("content", name)


def check_documents(package: Package, file: dict[str, Any], entries: list[dict[str, Any]]) -> tuple[int, list[str]]:
    """Papers are what their list says, every paper is there, and the ledger's hashes of papers are theirs.

    Answers how many versions there are, and the paths of those of which the ledger has no hash.
    """
    described = package.lines("documents")
    for one in described:
        if one["path"] not in package.members or package.digests[one["path"]][0] != one["sha256"]:
            package.fault("paper", one["path"])
    listed = {one["path"] for one in described}
    for path in package.members:
        if path.startswith("data/papers/") and path not in listed:
            package.fault("extra", path)
    papers = package.lines("correspondence")
    if [one["serial"] for one in papers] != list(range(1, file["papers"] + 1)):
        package.fault("lost", METADATA + "correspondence.jsonl")
    kept = {(one["serial"], one["document_id"]): one["version"] for one in described if one["in_file"]}
    for paper in papers:
        version = kept.pop((paper["serial"], paper["document_id"]), None)
        if paper["document_id"] is not None and (version is None or version != (paper["document_version"] or version)):
            package.fault("lost", f"{paper['serial']}: {paper['title']}")
    for serial, document in sorted(kept):
        package.fault("unrecorded", f"{serial}: {document}")
    shown = {one["serial"]: (one["document_id"], one["sha256"]) for one in described if one["in_file"]}
    _check_series(package, papers, entries, shown)
    _check_merged(package, [paper for paper in papers if paper["merged_from"] is not None], entries)
    return len(described), _unattested(package, entries, described)


def _check_series(
    package: Package, papers: list[dict[str, Any]], entries: list[dict[str, Any]], shown: dict[int, tuple[str, str]]
) -> None:
    """Whatever the ledger says was put into the file is in its series, and nothing else but what came with a part.

    ``shown``: document and digest by the number in the series. They are those that the ledger says were put there.
    """
    taken_out = {paper["serial"] for paper in papers if paper["detached"] is not None}
    letters = {paper["letter_id"]: paper["serial"] for paper in papers}
    placed = {(field, paper[field], paper["serial"]) for paper in papers for field in ("id", "receipt_id", "letter_id")}
    entered: set[int] = set()
    gone: set[str] = set()
    for entry in entries:
        facts = entry["facts"]
        gone.update(name.partition(":")[2] for name in entry["contents"] if name.startswith("detachment:"))
        if entry["type"] == "document_attached":
            put = ("id", facts["paper"], facts["serial"])
        elif entry["type"] == "receipt_put_in_file":
            put = ("receipt_id", facts["receipt"], facts["paper"])
        elif entry["type"] == "letter_issued":
            put = ("letter_id", facts["letter"], letters.get(facts["letter"], 0))
        else:
            continue
        if put not in placed:
            package.fault("lost", f"{entry['type']} {entry['serial']}")
        entered.add(put[2])
        is_there = put[2] not in taken_out and facts.get("sha256") is not None
        if is_there and shown.get(put[2]) != (facts["document"], facts["sha256"]):
            package.fault("paper_ledger", f"{put[2]}, {entry['type']} {entry['serial']}")
    for paper in papers:
        if paper["serial"] not in entered and paper["merged_from"] is None:
            package.fault("unrecorded", f"{paper['serial']}: {paper['title']}")
        if (paper["detached"] is not None) != (paper["id"] in gone):
            package.fault("lost", f"{paper['serial']}: {paper['title']}")


def _check_merged(package: Package, merged: list[dict[str, Any]], entries: list[dict[str, Any]]) -> None:
    """Papers that are said to have come with part files take the pages that the ledger says these took, no others."""
    taken = sorted((paper["from_page"], paper["to_page"]) for paper in merged)
    for entry in entries:
        if entry["type"] != "part_file_merged" or "part" not in entry["facts"] or not entry["facts"]["pages"]:
            continue
        at, last = entry["facts"]["pages"]
        while taken and taken[0][0] == at and at <= taken[0][1] <= last:
            at = taken.pop(0)[1] + 1
        if at != last + 1:
            package.fault("lost", f"{entry['type']} {entry['serial']}")
    for first, last in taken:
        package.fault("unrecorded", f"{first}-{last}")


def _unattested(package: Package, entries: list[dict[str, Any]], described: list[dict[str, Any]]) -> list[str]:
    """Paths of the versions that have no hash in the ledger; where there is one it is theirs."""
    of_version = {(one["document_id"], one["version"]): one["sha256"] for one in described}
    of_document: dict[str, set[str]] = {}
    for (document, _), digest in of_version.items():
        of_document.setdefault(document, set()).add(digest)
    attested: set[tuple[str, str]] = set()
    for entry in entries:
        facts = entry["facts"]
        document, digest = facts.get("document"), facts.get("sha256")
        if document not in of_document or digest is None:
            continue
        known = of_version.get((document, facts["version"])) if "version" in facts else None
        if digest != (known or digest) or digest not in of_document[document]:
            package.fault("paper_ledger", f"{document}, {entry['type']} {entry['serial']}")
        attested.add((document, digest))
    return [one["path"] for one in described if (one["document_id"], one["sha256"]) not in attested]


def verify(path: str, head: str | None = None) -> tuple[list[str], bool]:
    """Look at everything. Answers the lines to be printed, and whether everything holds."""
    said: list[str] = []
    problems: list[tuple[str, str]] = []
    try:
        with open(path, "rb") as opened, zipfile.ZipFile(opened) as archive:
            package = Package(archive)
            problems = package.problems
            _look(package, head, said)
    except Broken as broken:
        problems.append((broken.code, broken.where))
    except (*UNREADABLE, UnicodeDecodeError) as error:
        problems.append(("not_a_zip", str(error)))
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError) as error:
        # A record has not the form that the schema says.
        problems.append(("unreadable", repr(error)))
    said += [f"✘ {FAILED[code][0]} · {FAILED[code][1]}: {where}" for code, where in problems]
    if problems:
        said.append(f"✘ पैकेज पर भरोसा न करें · Do not rely on this package: {len(problems)}")
    else:
        said.append(
            "✔ पैकेज पूरा है, और अपनी सूचियों तथा शृंखला से मिलता है · "
            "The package is whole, and matches its manifests and its ledger"
        )
    return [UNFIT.sub("?", line)[:500] for line in said], not problems


def _look(package: Package, head: str | None, said: list[str]) -> None:
    def passed(step: str, before: int, more: str = "") -> None:
        if len(package.problems) == before:
            said.append(f"✔ {PASSED[step][0]} · {PASSED[step][1]}{more}")

    passed("zip", 0)
    passed("bag", 0, f": {check_bag(package)}")
    (file,) = package.lines("file")
    if file["format"] != FORMAT:
        raise Broken("unreadable", file["format"])
    said.append(f"  {file['number']}: {file['subject']} ({file['made_at']})")
    before = len(package.problems)
    entries = check_ledger(package, file, head)
    passed("ledger", before, f": {len(entries)}")
    said.append(f"  शृंखला का अन्तिम हैश · End of the ledger: {file['ledger_head']}")
    before = len(package.problems)
    records, withheld = check_records(package, file, entries)
    passed("records", before, f": {records}")
    if withheld:
        said.append(f"  अन्य पत्रावलियों के सन्दर्भ छोड़े गए · References to other files left out: {withheld}")
    before = len(package.problems)
    documents, unattested = check_documents(package, file, entries)
    passed("documents", before, f": {documents}")
    attested = documents - len(unattested)
    said.append(f"  इनमें से शृंखला में भी हैश वाले · Of these, with a hash in the ledger too: {attested}")
    # Who makes the manifests anew can change these: nobody shall take them for proven.
    alone = [path for path in BOOKS if path in package.members] + unattested
    names = ", ".join(path.rpartition("/")[2] for path in alone[:MOST_NAMED]) + (" …" if alone[MOST_NAMED:] else "")
    said.append(f"  केवल सूचियों से बँधे, शृंखला से नहीं · Bound by the manifests alone, not by the ledger: {names or 0}")


def main(arguments: list[str]) -> int:
    """The command. Answers its exit status."""
    # A console that knows no Devanagari shows question marks, and fails at nothing.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    head = None
    if len(arguments) == 3 and arguments[1] == "--head":
        head = arguments.pop()
        arguments.pop()
    if len(arguments) != 1 or arguments[0].startswith("-"):
        sys.stdout.write("प्रयोग · Usage: python verify.py PACKAGE.zip [--head SHA256]\n")
        return 2
    said, holds = verify(arguments[0], head)
    sys.stdout.write("\n".join(said) + "\n")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
