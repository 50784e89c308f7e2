"""Letters and files made over the public API, so that a screen has something to show."""

from __future__ import annotations

import io
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pikepdf

from clients.demo import office
from clients.demo.checks import eventually
from clients.demo.matter import SHIPPED
from clients.demo.office import Desk
from clients.demo.platform import Running
from clients.demo.show import INDIA
from clients.demo.upload import upload_in_parts
from contracts import files
from contracts.documents import GetDocument
from contracts.files import DraftView, FileView, LetterView, ReceiptView

PAGES_SECONDS = 300.0
SUBJECT = "ग्राम देवखाल में विरासत के आधार पर दाखिल-खारिज में विलम्ब के सम्बन्ध में"


@dataclass
class Matters:
    """Sessions over the API, by post, closed with ``stack``."""

    platform: Running
    stack: ExitStack

    def __post_init__(self) -> None:
        self._desks: dict[str, Desk] = {}

    def at(self, post: str) -> Desk:
        if post not in self._desks:
            desk = office.sign_in(self.platform, self.platform.logins()[post])
            self.stack.callback(desk.api.close)
            self._desks[post] = desk
        return self._desks[post]

    def receipt(self, subject: str = SUBJECT, *, marked_to: str | None = None, scan: Path | None = None) -> ReceiptView:
        """Diarised by the reception; on paper only where there is no scan."""
        reception = self.at(office.RECEPTION)
        document = upload_in_parts(reception.api, scan) if scan else None
        receipt = reception.api.diarise_receipt(
            files.DiariseReceipt(
                subject=subject,
                sender=files.Sender(name="श्री जगतराम", category="citizen", address="ग्राम देवखाल, तहसील कालसी"),
                received_on=datetime.now(UTC).astimezone(INDIA).date(),
                form="electronic" if document else "physical",
                document_id=document.id if document else None,
            )
        )
        if marked_to is None:
            return receipt
        marked = files.MarkReceipt(
            receipt_id=receipt.id, to_post=self.at(marked_to).post_id, remarks="आवश्यक कार्यवाही हेतु"
        )
        return reception.api.mark_receipt(marked)

    def file(self, subject: str = SUBJECT, *, at: str = office.CLERK, notes: tuple[str, ...] = ()) -> FileView:
        """A file with these green notes, at the desk of whoever made it."""
        desk = self.at(at)
        head = desk.api.list_numbering_heads(files.ListNumberingHeads()).items[0].code
        file = desk.api.create_file(files.CreateFile(subject=subject, head=head))
        for text in notes:
            desk.api.add_note(files.AddNote(file_id=file.id, kind="green", paragraphs=[text]))
        return desk.api.get_file(files.GetFile(file_id=file.id))

    def file_with_letter(
        self, subject: str = SUBJECT, *, scan: Path = SHIPPED, notes: tuple[str, ...] = ()
    ) -> FileView:
        """A file of the dealing hand with a scanned letter in it, its pages counted."""
        clerk = self.at(office.CLERK)
        receipt = self.receipt(subject, marked_to=office.CLERK, scan=scan)
        clerk.api.open_receipt(files.OpenReceipt(receipt_id=receipt.id))
        file = self.file(subject, notes=notes)
        clerk.api.open_receipt_view(files.OpenReceiptView(receipt_id=receipt.id))

        def counted() -> int | None:
            assert receipt.document_id is not None
            return clerk.api.get_document(GetDocument(document_id=receipt.document_id)).versions[-1].pages

        pages = eventually(counted, PAGES_SECONDS)
        clerk.api.put_receipt_in_file(files.PutReceiptInFile(receipt_id=receipt.id, file_id=file.id, pages=pages))
        return clerk.api.get_file(files.GetFile(file_id=file.id))

    def draft(self, file: FileView, *, at: str = office.CLERK) -> DraftView:
        """An answer in two versions."""
        api = self.at(at).api
        words = {
            "subject": "दाखिल-खारिज प्रकरण के शीघ्र निस्तारण के सम्बन्ध में।",
            "reference": "श्री जगतराम का प्रार्थना-पत्र",
            "addressees": [files.Addressee(name="तहसीलदार, कालसी", address="तहसील कार्यालय, कालसी, जनपद देहरादून")],
        }
        body = ["प्रकरण का नियमानुसार परीक्षण कर 15 दिवस के भीतर निस्तारण सुनिश्चित करें।"]
        draft = api.create_draft(files.CreateDraft(file_id=file.id, body=body, **words))
        longer = [*body, "कृत कार्यवाही से प्रार्थी को भी अवगत कराया जाए।"]
        return api.revise_draft(
            files.ReviseDraft(draft_id=draft.id, expected_version=draft.version, body=longer, **words)
        )

    def letter(self, file: FileView) -> LetterView:
        """Approved by the DM, who holds the file, and printed."""
        dm = self.at(office.DM).api
        draft = self.draft(file, at=office.DM)
        letter = dm.approve_draft(files.ApproveDraft(draft_id=draft.id, expected_version=draft.version))
        return dm.render_letter(files.RenderLetter(letter_id=letter.id))

    def forward(self, file: FileView, *, by: str, to: str, remarks: str = "आदेशार्थ प्रस्तुत") -> FileView:
        desk, other = self.at(by), self.at(to)
        desk.api.forward_file(files.ForwardFile(file_id=file.id, to_post=other.post_id, remarks=remarks))
        return desk.api.get_file(files.GetFile(file_id=file.id))


def of_pages(count: int, folder: Path, source: Path = SHIPPED) -> Path:
    """A scan of ``count`` pages, the shipped letter's again and again."""
    path = folder / f"letter-{count}-pages.pdf"
    with pikepdf.open(source) as letter, pikepdf.new() as longer:
        while len(longer.pages) < count:
            longer.pages.extend(letter.pages)
        while len(longer.pages) > count:
            del longer.pages[-1]
        held = io.BytesIO()
        longer.save(held)
    path.write_bytes(held.getvalue())
    return path
