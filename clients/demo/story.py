"""The main job, step by step: dak, noting, order, draft, signature, issue, dispatch, closing."""

from __future__ import annotations

import base64
import hashlib
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from uuid_utils.compat import uuid7

from clients.demo import office as posts
from clients.demo.checks import Checks, eventually
from clients.demo.matter import Matter
from clients.demo.office import Desk, Office
from clients.demo.platform import Running
from clients.demo.show import INDIA
from clients.demo.trail import Trail
from clients.demo.upload import upload_in_parts
from clients.demo_ca import DemoHome
from clients.signer import SigningRequest
from contracts import files
from contracts.documents import DocumentView, GetDocument
from contracts.files import FileView, LetterView, PendencyView, ReceiptView
from contracts.notifications import ListMessages
from contracts.signatures import RegisterCertificate

URGENT = "immediate"
ALERT_SECONDS = 90.0
PAGES_SECONDS = 300.0


@dataclass
class Story:
    """What exists so far. Each method is an act of one or more desks."""

    running: Running
    office: Office
    matter: Matter
    trail: Trail
    checks: Checks
    scan: DocumentView = field(init=False)
    receipt: ReceiptView = field(init=False)
    file: FileView = field(init=False)
    letter: LetterView = field(init=False)
    draft_id: UUID = field(init=False)
    pendency_at_adm: PendencyView = field(init=False)
    """The table as the DM saw it while the file lay with the ADM."""
    arrivals: Counter[UUID] = field(default_factory=Counter)
    """How often the file came to each desk."""
    alert_seconds: list[float] = field(default_factory=list)
    """How long after each arrival the desk had been told."""

    # ------------------------------------------------------------ dak

    def receive(self) -> None:
        """Reception scans, diarises and marks the letter to the section's dealing hand."""
        reception, clerk = self.office[posts.RECEPTION], self.office[posts.CLERK]
        with self.trail.step(reception, "पत्र का स्कैन भागों में अपलोड"):
            self.scan = upload_in_parts(reception.api, self.matter.letter)
        digest = hashlib.sha256(self.matter.letter.read_bytes()).hexdigest()
        self.checks.that("सुरक्षित स्कैन का SHA-256 मूल फ़ाइल के समान है", self.scan.versions[-1].sha256 == digest, digest[:16])
        with self.trail.step(reception, "डायरी में प्रविष्टि"):
            self.receipt = reception.api.diarise_receipt(
                files.DiariseReceipt(
                    subject=self.matter.subject,
                    sender=self.matter.sender,
                    letter_date=self.matter.letter_date,
                    received_on=datetime.now(UTC).astimezone(INDIA).date(),
                    document_id=self.scan.id,
                )
            )
        self.checks.that("डायरी संख्या मिली", self.receipt.diary_number, self.receipt.diary_number)
        with self.trail.step(reception, f"पत्र अंकित → {clerk.designation}"):
            self.receipt = reception.api.mark_receipt(
                files.MarkReceipt(receipt_id=self.receipt.id, to_post=clerk.post_id, remarks="आवश्यक कार्यवाही हेतु")
            )

    # ------------------------------------------------------------ file

    def open_file(self) -> None:
        """The dealing hand opens the receipt, makes a file and puts the letter in it."""
        clerk = self.office[posts.CLERK]
        with self.trail.step(clerk, "पत्र खोला"):
            self.receipt = clerk.api.open_receipt(files.OpenReceipt(receipt_id=self.receipt.id))
        with self.trail.step(clerk, "नई पत्रावली खोली"):
            head = self.matter.head or clerk.api.list_numbering_heads(files.ListNumberingHeads()).items[0].code
            self.file = clerk.api.create_file(files.CreateFile(subject=self.matter.subject, head=head, urgency=URGENT))
        self.checks.that("पत्रावली संख्या शीर्ष के अनुसार मिली", head in self.file.number, self.file.number)
        pages = self.pages_of_scan(clerk)
        with self.trail.step(clerk, "पत्र पत्रावली में रखा"):
            self.receipt = clerk.api.put_receipt_in_file(
                files.PutReceiptInFile(receipt_id=self.receipt.id, file_id=self.file.id, pages=pages)
            )
        self.checks.that("पत्र अब पत्रावली में है", self.receipt.state == "in_file" and self.receipt.file_id == self.file.id)

    def pages_of_scan(self, desk: Desk) -> int:
        """As the platform counts them: the file's page series goes on after them."""
        desk.api.open_receipt_view(files.OpenReceiptView(receipt_id=self.receipt.id))

        def counted() -> int | None:
            return desk.api.get_document(GetDocument(document_id=self.scan.id)).versions[-1].pages

        pages = eventually(counted, PAGES_SECONDS)
        self.checks.that("स्कैन के पृष्ठ गिने गए", pages, f"{pages} पृष्ठ")
        return pages or 1

    # ------------------------------------------------------------ noting

    def note_and_propose(self) -> None:
        """A yellow note, changed and confirmed; a green note; then up to the section officer and the ADM."""
        clerk = self.office[posts.CLERK]
        with self.trail.step(clerk, "पीली टिप्पणी लिखी"):
            note = clerk.api.add_note(
                files.AddNote(file_id=self.file.id, kind="yellow", paragraphs=list(self.matter.facts[:1]))
            )
        with self.trail.step(clerk, "पीली टिप्पणी सुधारकर पुष्ट की (हरी)"):
            note = clerk.api.revise_note(
                files.ReviseNote(
                    file_id=self.file.id,
                    note_id=note.id,
                    paragraphs=list(self.matter.facts),
                    expected_version=note.version,
                )
            )
            note = clerk.api.confirm_note(files.ConfirmNote(file_id=self.file.id, note_id=note.id))
        self.checks.that("पुष्ट टिप्पणी हरी है और प्रस्तर क्रमांकित हैं", note.kind == "green" and note.paragraphs[0].number == 1)
        self.note(clerk, self.matter.proposal)
        self.forward(clerk, posts.OFFICER, "आदेशार्थ प्रस्तुत")
        officer, adm = self.office[posts.OFFICER], self.office[posts.ADM]
        self.take(officer)
        self.note(officer, "सहायक के प्रस्ताव से सहमति। कृपया अनुमोदन करना चाहें।")
        self.forward(officer, posts.ADM, "अनुमोदनार्थ")
        self.take(adm)
        self.pendency_at_adm = self.office[posts.DM].api.get_pendency(files.GetPendency())
        self.note(adm, "प्रस्ताव उचित है। जिलाधिकारी महोदय के आदेशार्थ प्रस्तुत।")
        self.forward(adm, posts.DM, "आदेशार्थ")

    def order(self) -> None:
        """The DM reads the letter itself, orders, and sends the file straight to the dealing hand."""
        dm = self.office[posts.DM]
        self.take(dm)
        self.note(dm, self.matter.order)
        self.forward(dm, posts.CLERK, "आलेख प्रस्तुत करें")

    # ------------------------------------------------------------ draft and letter

    def draft(self) -> None:
        """The dealing hand writes the reply, the section officer corrects it, the ADM passes it on."""
        clerk, officer, adm = self.office[posts.CLERK], self.office[posts.OFFICER], self.office[posts.ADM]
        self.take(clerk)
        with self.trail.step(clerk, "उत्तर का आलेख बनाया"):
            draft = clerk.api.create_draft(
                files.CreateDraft(file_id=self.file.id, form="letter", **self.wording(self.matter.reply))
            )
        self.draft_id = draft.id
        self.forward(clerk, posts.OFFICER, "आलेख अनुमोदनार्थ प्रस्तुत")
        self.take(officer)
        with self.trail.step(officer, "आलेख में संशोधन"):
            draft = officer.api.revise_draft(
                files.ReviseDraft(
                    draft_id=draft.id, expected_version=draft.version, **self.wording(self.matter.reply_corrected)
                )
            )
        self.checks.that("आलेख के दोनों प्रारूप सुरक्षित हैं", draft.number == 2)
        self.forward(officer, posts.ADM, "संशोधित आलेख प्रस्तुत")
        self.take(adm)
        self.note(adm, "आलेख से सहमति। अनुमोदन एवं हस्ताक्षर हेतु प्रस्तुत।")
        self.forward(adm, posts.DM, "अनुमोदन एवं हस्ताक्षर हेतु")

    def wording(self, body: tuple[str, ...]) -> dict[str, object]:
        return {
            "subject": self.matter.reply_subject,
            "reference": self.matter.reply_reference.format(diary=self.receipt.diary_number),
            "addressees": [self.matter.addressee],
            "body": list(body),
            "copy_to": list(self.matter.copy_to),
        }

    def approve_and_sign(self) -> None:
        """The DM approves, the letter is printed with its number, and the DM signs it with a token of their own."""
        dm = self.office[posts.DM]
        self.take(dm)
        with self.trail.step(dm, "आलेख अनुमोदित, पत्र संख्या आरक्षित"):
            draft = dm.api.get_draft(files.GetDraft(draft_id=self.draft_id))
            self.letter = dm.api.approve_draft(files.ApproveDraft(draft_id=draft.id, expected_version=draft.version))
        self.checks.that("अनुमोदन पर पत्र संख्या आरक्षित हुई", self.letter.number, self.letter.number)
        with self.trail.step(dm, "पत्र की पीडीएफ बनी"):
            self.letter = dm.api.render_letter(files.RenderLetter(letter_id=self.letter.id))
        with self.trail.step(dm, "डिजिटल हस्ताक्षर (टोकन से)"):
            self.sign(dm)
        self.checks.that("पत्र हस्ताक्षरित है", self.letter.state == "signed" and self.letter.signed_sha256)
        with self.trail.step(dm, "पत्र जारी किया"):
            self.letter = dm.api.issue_letter(files.IssueLetter(letter_id=self.letter.id))

    def sign(self, dm: Desk) -> None:
        """Prepare on the platform, sign on the token, complete on the platform: the key stays on the token."""
        officer = DemoHome(self.running.authority).officer(dm.name, "Collectorate Dehradun")
        certificate = dm.api.register_certificate(
            RegisterCertificate(certificate_pem=officer.certificate_pem, chain_pem=officer.chain_pem)
        )
        session = dm.api.prepare_signature(
            files.PrepareSignature(letter_id=self.letter.id, certificate_id=certificate.id)
        )
        request = SigningRequest.from_session(session.model_dump(mode="json"), document_name=self.letter.number)
        with officer.open_token() as token:
            signature = token.sign_request(request)
        self.letter = dm.api.complete_signature(
            files.CompleteSignature(
                letter_id=self.letter.id,
                session_id=session.session_id,
                signature=base64.b64encode(signature).decode(),
            )
        )

    # ------------------------------------------------------------ out

    def dispatch(self) -> None:
        """The file goes back to the dealing hand; the dispatch section enters the letter in its register."""
        dm, clerk, desk = self.office[posts.DM], self.office[posts.CLERK], self.office[posts.DISPATCH]
        self.forward(dm, posts.CLERK, "पत्र जारी")
        self.take(clerk)
        with self.trail.step(desk, "प्रेषण पंजी में प्रविष्टि"):
            line = desk.api.dispatch_letter(
                files.DispatchLetter(letter_id=self.letter.id, mode="speed_post", tracking_number="EU480017326IN")
            )
        self.letter = desk.api.get_letter(files.GetLetter(letter_id=self.letter.id))
        self.checks.that("पत्र प्रेषित है", self.letter.state == "dispatched", f"प्रेषण क्रमांक {line.serial}/{line.year}")

    def close(self) -> None:
        """The dealing hand reports, and the section officer closes."""
        clerk, officer = self.office[posts.CLERK], self.office[posts.OFFICER]
        self.note(clerk, f"पत्र संख्या {self.letter.number} प्रेषित किया जा चुका है। कोई कार्यवाही शेष नहीं है।")
        self.forward(clerk, posts.OFFICER, "समापन हेतु")
        self.take(officer)
        with self.trail.step(officer, "पत्रावली बन्द की"):
            self.file = officer.api.close_file(
                files.CloseFile(file_id=self.file.id, reason="वांछित निर्देश जारी; कार्यवाही पूर्ण")
            )
        self.checks.that("पत्रावली बन्द है", self.file.state == "closed")

    # ------------------------------------------------------------ what every desk does

    def take(self, desk: Desk) -> None:
        """The desk is told of the file, finds it in its inbox and opens it."""
        self.await_alert(desk)
        with self.trail.step(desk, "पत्रावली खोली"):
            inbox = desk.api.pages(desk.api.list_desk, files.ListDesk(box="inbox", kind="file"))
            found = any(item.id == self.file.id for item in inbox)
            self.file = desk.api.open_file(files.OpenFile(file_id=self.file.id))
        if not found or self.file.holder.post_id != desk.post_id:
            self.checks.that(f"पत्रावली {desk.designation} की आवक सूची में है", False)

    def await_alert(self, desk: Desk) -> None:
        """Wait until the desk was told as often as the file came to it."""

        def is_told() -> bool:
            messages = desk.api.list_messages(ListMessages(limit=100)).items
            came = sum(one.kind == "file_arrived" and one.file_id == self.file.id for one in messages)
            return came >= self.arrivals[desk.post_id]

        started = time.monotonic()
        if not eventually(is_told, ALERT_SECONDS):
            self.checks.that(f"{desk.designation} को पत्रावली आने की सूचना मिली", False)
        self.alert_seconds.append(time.monotonic() - started)

    def note(self, desk: Desk, text: str) -> None:
        with self.trail.step(desk, "हरी टिप्पणी"):
            desk.api.add_note(files.AddNote(file_id=self.file.id, kind="green", paragraphs=[text]))

    def forward(self, desk: Desk, to: str, remarks: str) -> None:
        """Twice with one key, as a client on a bad line would: the file moves once."""
        target = self.office[to]
        current = desk.api.get_file(files.GetFile(file_id=self.file.id))
        command = files.ForwardFile(
            file_id=self.file.id, to_post=target.post_id, remarks=remarks, expected_version=current.version
        )
        key = uuid7()
        with self.trail.step(desk, f"प्रेषित → {target.designation}"):
            self.file = desk.api.forward_file(command, key=key)
        self.arrivals[target.post_id] += 1
        again = desk.api.forward_file(command, key=key)
        if again != self.file:
            self.checks.that("दोहराया गया आदेश दूसरी बार प्रभावी नहीं होता", False)
