"""The archive package of a file: whole, readable, and found out whatever is changed in it."""

from __future__ import annotations

import hashlib
import io
import json
import struct
import subprocess
import sys
import uuid
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from contracts import archive
from contracts.archive import verify
from contracts.files import AddNote, AttachDocument, CompileFile, ListLedger, MergePartFile, OpenPartFile
from services.files.queries.ledger import RECORDED
from tests.archive.conftest import Made, pack
from tests.archive.rewriting import Parts, parts_of, rewritten, zipped
from tests.documents.conftest import Desk
from tests.files.office import Office
from tests.throwaway import ROOT


def look(folder: Path, content: bytes, head: str | None = None) -> tuple[int, str]:
    """What the verifier says, within this process: a process for each of a hundred packages takes too long."""
    path = folder / "package.zip"
    path.write_bytes(content)
    said, holds = verify.verify(str(path), head)
    return 0 if holds else 1, "\n".join(said)


def run(verifier: Path, *arguments: str) -> tuple[int, str]:
    """The verifier as anybody's Python runs it: isolated, and without site packages."""
    command = [sys.executable, "-I", "-S", str(verifier), *arguments]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
    assert ended.stderr == ""
    return ended.returncode, ended.stdout


def lines(said: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said.split(b"\n") if line]


def test_a_package_verifies_by_the_tool_that_is_in_it(made: Made, tmp_path: Path):
    (tmp_path / "verify.py").write_bytes(made.read("tools/verify.py"))
    (tmp_path / "package.zip").write_bytes(made.content)

    status, said = run(tmp_path / "verify.py", str(tmp_path / "package.zip"), "--head", made.head)

    assert status == 0, said
    assert said.splitlines()[-1].endswith("The package is whole, and matches its manifests and its ledger")
    # The ledger has no hash of the books, nor of a letter as it was printed before it was signed.
    assert "not by the ledger: whole-file.pdf, notesheet.pdf, 0004-v1.pdf\n" in said
    assert made.file.number in said
    assert made.head in said
    assert made.sha256 == hashlib.sha256(made.content).hexdigest()


def test_everything_of_the_file_is_in_it(made: Made, places: tuple[Office, Desk]):
    office, _ = places
    entries = office.ask(ListLedger(file_id=made.file.id, limit=200), by="so-lra").items

    kept = made.read("data/ledger/entries.jsonl").split(b"\n")[:-1]
    assert kept == [entry.body.encode() for entry in entries[: len(kept)]]
    assert hashlib.sha256(kept[-1]).hexdigest() == made.head
    assert json.loads(entries[len(kept)].body)["facts"]["ledger_head"] == made.head
    assert made.read("data/papers/0001-v1.pdf") == made.scan
    papers = lines(made.read("data/metadata/correspondence.jsonl"))
    assert [(one["kind"], one["document_id"] is None) for one in papers] == [
        ("enclosure", False),
        ("receipt", False),
        ("receipt", True),
        ("issue", False),
    ]
    documents = lines(made.read("data/metadata/documents.jsonl"))
    # The letter as it was printed and as it was signed; nothing of what was taken out.
    assert [(one["serial"], one["version"], one["in_file"]) for one in documents] == [
        (1, 1, True),
        (2, 1, True),
        (4, 1, False),
        (4, 2, True),
    ]
    notes = lines(made.read("data/metadata/notes.jsonl"))
    assert [one["said"]["paragraphs"] for one in notes] == [["पहला\nदो पंक्तियाँ", "दूसरा \u2028 \U0001f4c1"], ["तीसरा"]]
    assert notes[0]["shown"]["author"]["person"]["name_hi"] == "श्री clerk"
    everything = b"".join(parts_of(made.content)[1].values())
    for hidden in ("कच्ची टीप", "गुप्त"):
        assert hidden.encode() not in everything


def test_its_records_are_what_its_schema_says(made: Made):
    schema = json.loads(made.read("data/metadata/schema.json"))
    for name in zipfile.ZipFile(io.BytesIO(made.content)).namelist():
        if name.endswith(".jsonl") and "/metadata/" in name:
            of = name.rpartition("/")[2].removesuffix(".jsonl")
            model = archive.METADATA[of]
            assert schema["lines"][of] == {"$ref": f"#/$defs/{model.__name__}"}
            for line in made.read(f"data/metadata/{of}.jsonl").split(b"\n")[:-1]:
                model.model_validate_json(line)
    assert schema == archive.schema()


@pytest.mark.parametrize("name", RECORDED)
def test_every_kind_of_content_of_the_ledger_has_a_file_of_its_own(name: str):
    """Proves that a new kind is given a place; fails when it would lie among the others."""
    assert any(kind.startswith(name.removesuffix(":")) for kind in archive.RECORDS)


def test_the_noting_side_says_that_it_is_kept_for_ever_and_the_whole_can_be_read(made: Made):
    with pikepdf.open(io.BytesIO(made.read("data/notesheet.pdf"))) as notes, notes.open_metadata() as said:
        assert said.pdfa_status == "2B"
        assert notes.Root.OutputIntents[0].S == "/GTS_PDFA1"
    with pikepdf.open(io.BytesIO(made.read("data/whole-file.pdf"))) as whole:
        assert len(whole.pages) > 4


def test_what_came_with_a_part_file_verifies_in_the_main_file(places: tuple[Office, Desk], tmp_path: Path):
    office, desk = places
    main = office.a_file("clerk")
    part = office.ask(OpenPartFile(file_id=main.id, reason="मूल पत्रावली न्यायालय में है"), by="clerk")
    document = office.bus.a_document(f"पत्र {uuid.uuid4()}")
    office.ask(AttachDocument(file_id=part.id, document_id=document.id, title="आख्या", pages=1), by="clerk")
    office.ask(AddNote(file_id=part.id, paragraphs=["भाग की टीप"]), by="clerk")
    office.ask(MergePartFile(file_id=part.id), by="clerk")
    for file in (main, part):
        ordered = office.ask(CompileFile(file_id=file.id, kind="package"), by="clerk")
        status, said = look(tmp_path, pack(office, desk, ordered.id)[0])
        assert status == 0, said
        assert f"{verify.PASSED['documents'][1]}: 1" in said


def swap(path: str, old: str, new: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        assert old.encode() in parts[path], path
        parts[path] = parts[path].replace(old.encode(), new.encode(), 1)

    return change


def drop(path: str) -> Callable[[Parts], None]:
    return lambda parts: parts.__delitem__(path) and None


def drop_line(path: str, at: int) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        kept = parts[path].split(b"\n")
        del kept[at]
        parts[path] = b"\n".join(kept)

    return change


def put(path: str, said: bytes = b"more") -> Callable[[Parts], None]:
    return lambda parts: parts.update({path: said})


def take_out_the_last_paper(parts: Parts) -> None:
    """From everything but the ledger."""
    drop_line(META + "correspondence.jsonl", 3)(parts)
    for version in (1, 2):
        drop(f"data/papers/0004-v{version}.pdf")(parts)
        drop_line(META + "documents.jsonl", 2)(parts)
    swap(META + "file.jsonl", '"papers":4', '"papers":3')(parts)


def slip_in_a_paper(parts: Parts) -> None:
    rows = parts[META + "correspondence.jsonl"].split(b"\n")
    more = json.loads(rows[2]) | {"id": str(uuid.uuid4()), "serial": 5, "receipt_id": None, "detached": None}
    parts[META + "correspondence.jsonl"] += json.dumps(more).encode() + b"\n"
    swap(META + "file.jsonl", '"papers":4', '"papers":5')(parts)


def say_that_it_was_taken_out(parts: Parts) -> None:
    rows = [json.loads(row) for row in parts[META + "correspondence.jsonl"].split(b"\n")[:-1]]
    rows[1] |= {"document_id": None, "document_version": None, "detached": rows[2]["detached"]}
    parts[META + "correspondence.jsonl"] = b"".join(json.dumps(row).encode() + b"\n" for row in rows)
    drop("data/papers/0002-v1.pdf")(parts)
    drop_line(META + "documents.jsonl", 1)(parts)


LEDGER, META = "data/ledger/entries.jsonl", "data/metadata/"
RAW = [
    (put("data/papers/0001-v1.pdf"), "changed"),
    (swap(LEDGER, '"live"', '"LIVE"'), "changed"),
    (swap(META + "notes.jsonl", "तीसरा", "चौथा"), "changed"),
    (put("data/whole-file.pdf"), "changed"),
    (put("README.en.txt"), "changed"),
    (put("bagit.txt"), "changed"),
    (swap("manifest-sha512.txt", "data/papers/0001", "data/papers/0009"), "missing"),
    (swap("manifest-sha256.txt", "data/papers/0001", "data/papers/0009"), "extra"),
    (drop("data/papers/0002-v1.pdf"), "missing"),
    (drop("tagmanifest-sha256.txt"), "missing"),
    (drop("manifest-sha512.txt"), "missing"),
    (put("data/more.txt"), "extra"),
    (put("more.txt"), "extra"),
    (put("tagmanifest-md5.txt"), "extra"),
]
"""Changed by somebody who left the manifests as they were."""
FITTED = [
    (swap(META + "notes.jsonl", "तीसरा", "चौथा"), "content"),
    (swap(META + "notes.jsonl", '"salt":"', '"salt":"00'), "content"),
    (swap(META + "movements.jsonl", "देखें", "न देखें"), "content"),
    (swap(META + "drafts.jsonl", "पहला प्रस्तर", "कोई प्रस्तर"), "content"),
    (swap(META + "consultations.jsonl", "हाँ", "नहीं"), "content"),
    (swap(META + "subject.jsonl", "सीमांकन", "नामान्तरण"), "content"),
    (swap(META + "file.jsonl", '"number":"N-', '"number":"M-'), "content"),
    (drop_line(META + "notes.jsonl", 0), "lost"),
    (drop(META + "notes.jsonl"), "lost"),
    (swap(META + "file.jsonl", '"withheld":[', '"withheld":["note:1",'), None),
    (put(META + "others.jsonl", b'{"ledger":"note:1","salt":"","said":1,"shown":{}}\n'), "unrecorded"),
    (put(META + "others.jsonl", b'{"ledger":"note:1","ledger":"note:2"}\n'), "unreadable"),
    (put(META + "others.jsonl", b"[]\n"), "unreadable"),
    (put(META + "others.jsonl", b"\xff\n"), "unreadable"),
    (drop_line(META + "correspondence.jsonl", 3), "lost"),
    (drop_line(META + "documents.jsonl", 0), "lost"),
    (take_out_the_last_paper, "lost"),
    (slip_in_a_paper, "unrecorded"),
    (say_that_it_was_taken_out, "lost"),
    (drop("data/papers/0001-v1.pdf"), "paper"),
    (put("data/papers/0001-v1.pdf"), "paper"),
    (put("data/papers/0009-v1.pdf"), "extra"),
    (swap(LEDGER, '"live"', '"LIVE"'), "chain"),
    (drop_line(LEDGER, 3), "chain"),
    (drop_line(LEDGER, -2), "head"),
    (put(LEDGER, b""), "head"),
    (put("bagit.txt", b"BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n"), "bad_bag"),
    (drop("tools/verify.py"), "missing"),
    (swap(META + "file.jsonl", "patravali-archive-1", "patravali-archive-9"), "unreadable"),
]
"""Changed by somebody who made all manifests fit."""


@pytest.mark.parametrize("at", range(len(RAW)))
def test_a_change_without_the_manifests_is_found(made: Made, tmp_path: Path, at: int):
    change, code = RAW[at]
    refused(tmp_path, rewritten(made.content, change, fitting=False), code)


@pytest.mark.parametrize("at", range(len(FITTED)))
def test_a_change_with_fitting_manifests_is_found_by_the_ledger(made: Made, tmp_path: Path, at: int):
    """Guard: the hashes of the ledger, against one who makes the whole bag anew."""
    change, code = FITTED[at]
    if code is None:
        # What is said to be withheld has to be away, and only links may be.
        both = drop_line(META + "notes.jsonl", 0)
        content = rewritten(rewritten(made.content, change, fitting=True), both, fitting=True)
        return refused(tmp_path, content, "lost")
    return refused(tmp_path, rewritten(made.content, change, fitting=True), code)


def test_another_scan_under_its_list_is_found_by_the_ledger(made: Made, tmp_path: Path):
    def change(parts: Parts) -> None:
        before, after = hashlib.sha256(made.scan).hexdigest(), hashlib.sha256(b"another").hexdigest()
        parts["data/papers/0001-v1.pdf"] = b"another"
        swap(META + "documents.jsonl", before, after)(parts)

    refused(tmp_path, rewritten(made.content, change, fitting=True), "paper_ledger")


def another_document(parts: Parts) -> None:
    """In the place of a paper: its number stays, and everything but the ledger knows of no other document."""
    before, after = hashlib.sha256(parts["data/papers/0001-v1.pdf"]).hexdigest(), hashlib.sha256(b"another").hexdigest()
    document = json.loads(parts[META + "documents.jsonl"].split(b"\n")[0])["document_id"]
    parts["data/papers/0001-v1.pdf"] = b"another"
    swap(META + "documents.jsonl", before, after)(parts)
    for path in ("documents.jsonl", "correspondence.jsonl"):
        swap(META + path, document, str(uuid.uuid4()))(parts)


def another_version(parts: Parts) -> None:
    """After the one that was put into the file, which is still there."""
    rows = parts[META + "documents.jsonl"].split(b"\n")
    more = json.loads(rows[0]) | {"version": 2, "path": "data/papers/0001-v2.pdf"}
    more["sha256"] = hashlib.sha256(b"another").hexdigest()
    parts["data/papers/0001-v2.pdf"] = b"another"
    parts[META + "documents.jsonl"] += json.dumps(more).encode() + b"\n"
    swap(META + "documents.jsonl", '"in_file":true', '"in_file":false')(parts)
    swap(META + "correspondence.jsonl", '"document_version":1', '"document_version":2')(parts)


@pytest.mark.parametrize("change", [another_document, another_version])
def test_another_document_in_the_place_of_a_paper_is_found_by_the_ledger(
    made: Made, tmp_path: Path, change: Callable[[Parts], None]
):
    """Guard: the digests in ``_check_series``, against one who leaves no entry of the ledger out and fits the rest."""
    refused(tmp_path, rewritten(made.content, change, fitting=True), "paper_ledger", made.head)


def test_a_paper_that_is_said_to_have_come_with_a_part_file_is_found(made: Made, tmp_path: Path):
    def change(parts: Parts) -> None:
        rows = parts[META + "correspondence.jsonl"].split(b"\n")
        origin = {"file_id": str(uuid.uuid4()), "number": "1/1", "item_id": str(uuid.uuid4()), "first": 1}
        more = json.loads(rows[2]) | {"id": str(uuid.uuid4()), "serial": 5, "receipt_id": None, "detached": None}
        more |= {"merged_from": origin, "from_page": 90, "to_page": 91}
        parts[META + "correspondence.jsonl"] += json.dumps(more).encode() + b"\n"
        swap(META + "file.jsonl", '"papers":4', '"papers":5')(parts)

    refused(tmp_path, rewritten(made.content, change, fitting=True), "unrecorded", made.head)


def test_a_note_of_one_sign_does_not_make_a_package_look_like_a_bomb(places: tuple[Office, Desk], tmp_path: Path):
    office, desk = places
    file = office.a_file("clerk")
    for _ in range(8):
        office.ask(AddNote(file_id=file.id, paragraphs=["अ" * 10_000] * 5), by="clerk")
    ordered = office.ask(CompileFile(file_id=file.id, kind="package"), by="clerk")

    status, said = look(tmp_path, pack(office, desk, ordered.id)[0])

    assert status == 0, said


def test_a_whole_new_ledger_is_found_by_its_end(made: Made, tmp_path: Path):
    assert look(tmp_path, made.content, made.head.upper())[0] == 0
    refused(tmp_path, made.content, "head", "0" * 64)
    assert run(archive.VERIFIER, str(tmp_path / "package.zip"), "--head", "0" * 64)[0] == 1


def test_a_rewritten_package_that_says_the_same_still_verifies(made: Made, tmp_path: Path):
    status, said = look(tmp_path, rewritten(made.content, lambda _parts: None, fitting=True))
    assert status == 0, said


def refused(folder: Path, content: bytes, code: str, head: str | None = None) -> None:
    status, said = look(folder, content, head)
    assert status == 1, said
    hindi, english = verify.FAILED[code]
    assert f"✘ {hindi} · {english}" in said
    assert said.splitlines()[-1].startswith("✘ पैकेज पर भरोसा न करें · Do not rely on this package")


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["b/../x"], "bad_name"),
        (["../b/x"], "bad_name"),
        (["/b/x"], "bad_name"),
        (["b\\x"], "bad_name"),
        (["b/C:x"], "bad_name"),
        (["b/./x"], "bad_name"),
        (["b/folder/"], "bad_name"),
        (["x"], "bad_name"),
        (["b/x", "c/x"], "bad_name"),
        (["b/x", "b/X"], "twice"),
    ],
)
def test_names_that_lead_out_or_meet_are_refused(tmp_path: Path, names: list[str], code: str):
    refused(tmp_path, zipped(dict.fromkeys(names, b"x")), code)


def test_the_same_name_twice_is_refused(tmp_path: Path):
    refused(tmp_path, zipped({"b/x": b"1", "b/y": b"2"}).replace(b"b/y", b"b/x"), "twice")


def test_a_bomb_is_not_unpacked(tmp_path: Path):
    refused(tmp_path, zipped({"b/zeros": bytes(20 << 20)}), "bomb")


def test_a_bomb_that_belittles_itself_is_found(made: Made, tmp_path: Path):
    content = zipped({"b/zeros": bytes(20 << 20)})
    refused(tmp_path, content.replace(struct.pack("<I", 20 << 20), struct.pack("<I", 1000)), "damaged")


def test_files_that_share_their_bytes_are_refused(tmp_path: Path):
    """Guard: ``_must_lie_apart``, against the bomb whose files all quote one kernel."""
    content = bytearray(zipped({"b/x": b"1", "b/y": b"2"}))
    second = content.rindex(b"PK\x01\x02")
    content[second + 42 : second + 46] = struct.pack("<I", 0)
    refused(tmp_path, bytes(content), "overlap")


def test_links_and_locked_files_are_refused(tmp_path: Path):
    info = zipfile.ZipInfo("b/link")
    info.external_attr = 0o120777 << 16
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        made.writestr(info, "/etc/passwd")
    refused(tmp_path, target.getvalue(), "not_a_file")
    locked = bytearray(zipped({"b/x": b"1"}))
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    refused(tmp_path, bytes(locked), "not_a_file")


@pytest.mark.parametrize("cut", [0, 10, -30])
def test_what_is_no_whole_zip_is_refused(made: Made, tmp_path: Path, cut: int):
    refused(tmp_path, made.content[:cut], "not_a_zip")


def test_nothing_in_a_package_writes_lines_of_its_own_on_the_screen(made: Made, tmp_path: Path):
    forged = swap(META + "file.jsonl", '"made_at":"', '"made_at":"\\n✔ whole\\u202e')

    status, said = look(tmp_path, rewritten(made.content, forged, fitting=True))

    assert status == 0
    assert "✔ whole" not in [line[:7] for line in said.splitlines()]
    assert "\u202e" not in said


def test_a_flipped_bit_is_found_wherever_it_is(made: Made, tmp_path: Path):
    content = bytearray(made.content)
    content[content.index(made.scan[:200]) + 100] ^= 1

    refused(tmp_path, bytes(content), "damaged")


@pytest.mark.parametrize("arguments", [(), ("--head",), ("a.zip", "b.zip"), ("a.zip", "--tail", "x")])
def test_a_wrong_command_gets_the_usage(arguments: tuple[str, ...]):
    status, said = run(archive.VERIFIER, *arguments)

    assert (status, said) == (2, "प्रयोग · Usage: python verify.py PACKAGE.zip [--head SHA256]\n")


def test_the_commands_of_the_project_verify_too(made: Made, tmp_path: Path):
    path = tmp_path / "package.zip"
    path.write_bytes(made.content)
    for command in (
        [sys.executable, "-m", "clients.archive", "verify", str(path)],
        [str(ROOT / "patravali"), "verify-archive", str(path)],
    ):
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, encoding="utf-8")
        assert ended.returncode == 0, ended.stdout + ended.stderr
    path.write_bytes(b"")
    assert (
        subprocess.run([ROOT / "patravali", "verify-archive", path], capture_output=True, check=False).returncode == 1
    )
