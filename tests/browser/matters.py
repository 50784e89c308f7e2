"""Letters and files made over the public API, so that a screen has something to show."""

from __future__ import annotations

import base64
import io
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pikepdf

from clients.demo import office
from clients.demo.checks import eventually
from clients.demo.matter import SHIPPED
from clients.demo.office import Desk
from clients.demo.platform import Running
from clients.demo.show import INDIA
from clients.demo.upload import upload_in_parts
from clients.demo_ca import DemoHome
from clients.signer import SigningRequest
from contracts import files, identity
from contracts.documents import GetDocument
from contracts.files import (
    ConsultationView,
    DraftView,
    FileView,
    LetterView,
    MeetingView,
    NoteView,
    PaperFileView,
    ReceiptView,
    TlLetterView,
)
from contracts.identity import ProposalView
from contracts.signatures import RegisterCertificate

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

    def end_sessions(self, post: str) -> None:
        """Whoever sits there is signed out on every device, here too: the next ``at`` signs in anew."""
        self.at(post).api.sign_out_everywhere()
        del self._desks[post]

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

    def file(
        self,
        subject: str = SUBJECT,
        *,
        at: str = office.CLERK,
        notes: tuple[str, ...] = (),
        age: timedelta | None = None,
        **given: Any,
    ) -> FileView:
        """A file with these green notes, at the desk of whoever made it: now, or so long ago."""
        desk = self.at(at)
        head = desk.api.list_numbering_heads(files.ListNumberingHeads()).items[0].code
        earlier = {"occurred_at": datetime.now(UTC) - age, "source": "offline"} if age else {}
        file = desk.api.create_file(files.CreateFile(subject=subject, head=head, **earlier, **given))
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

    def flag_first_paper(self, file: FileView, *, at: str = office.CLERK) -> None:
        """As the paper under consideration."""
        api = self.at(at).api
        paper = api.list_correspondence(files.ListCorrespondence(file_id=file.id)).items[0]
        api.flag_paper(files.FlagPaper(file_id=file.id, paper_id=paper.id, flag="puc"))

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

    def issued(self, file: FileView) -> LetterView:
        """Signed with a token of the DM's, who holds the file, and issued."""
        dm = self.at(office.DM)
        letter = self.letter(file)
        officer = DemoHome(self.platform.authority).officer(dm.name)
        certificate = dm.api.register_certificate(
            RegisterCertificate(certificate_pem=officer.certificate_pem, chain_pem=officer.chain_pem)
        )
        prepared = dm.api.prepare_signature(files.PrepareSignature(letter_id=letter.id, certificate_id=certificate.id))
        with officer.open_token() as token:
            made = token.sign_request(SigningRequest.from_session(prepared.model_dump(mode="json"), letter.number))
        signature = base64.b64encode(made).decode()
        dm.api.complete_signature(
            files.CompleteSignature(letter_id=letter.id, session_id=prepared.session_id, signature=signature)
        )
        return dm.api.issue_letter(files.IssueLetter(letter_id=letter.id))

    def forward(self, file: FileView, *, by: str, to: str, remarks: str = "आदेशार्थ प्रस्तुत") -> FileView:
        desk, other = self.at(by), self.at(to)
        desk.api.forward_file(files.ForwardFile(file_id=file.id, to_post=other.post_id, remarks=remarks))
        return desk.api.get_file(files.GetFile(file_id=file.id))

    def consult(self, file: FileView, *of: str, by: str = office.CLERK) -> list[ConsultationView]:
        """One question to each of these posts."""
        question = "क्या प्रस्तावित भूमि राजस्व अभिलेखों में विवादरहित है?"
        posts = [self.at(post).post_id for post in of]
        due_on = datetime.now(UTC).astimezone(INDIA).date() + timedelta(days=7)
        command = files.ConsultDesks(file_id=file.id, to_posts=posts, question=question, due_on=due_on)
        return self.at(by).api.consult_desks(command).items

    def answer(self, one: ConsultationView, *, by: str) -> ConsultationView:
        paragraphs = ["अभिलेखों के अनुसार भूमि विवादरहित है।", "कब्ज़े की स्थिति स्थल पर जाँच ली जाए।"]
        command = files.AnswerConsultation(consultation_id=one.id, paragraphs=paragraphs)
        return self.at(by).api.answer_consultation(command)

    def oral_order(self, file: FileView, *, officer: str, by: str) -> NoteView:
        """Recorded as given an hour ago by the officer at this post."""
        command = files.RecordOralOrder(
            file_id=file.id,
            ordered_by=self.at(officer).post_id,
            ordered_at=datetime.now(UTC) - timedelta(hours=1),
            means="telephone",
            paragraphs=["स्थलीय निरीक्षण कल ही कराकर आख्या प्रस्तुत करने के निर्देश दिए गए।"],
        )
        return self.at(by).api.record_oral_order(command)

    def time_limit(self, *reporting: str) -> TlLetterView:
        """A letter on paper that the TL section has diarised and taken into its register."""
        keeper = self.at(office.TL_SECTION)
        today = datetime.now(UTC).astimezone(INDIA).date()
        receipt = keeper.api.diarise_receipt(
            files.DiariseReceipt(
                subject="ग्राम नवादा में पेयजल की समस्या",
                sender=files.Sender(name="श्रीमती कमला देवी", category="mla", address="विधान सभा क्षेत्र विकासनगर"),
                received_on=today,
                form="physical",
            )
        )
        entered = files.EnterTlLetter(
            receipt_id=receipt.id,
            matter="ग्राम नवादा में पेयजल की समस्या का निराकरण",
            to_posts=[self.at(post).post_id for post in reporting],
            due_on=today + timedelta(days=14),
        )
        return keeper.api.enter_tl_letter(entered)

    def paper(self, *, coming_to: str) -> PaperFileView:
        """A legacy file that the clerk has registered and handed over to this post."""
        clerk = self.at(office.CLERK)
        said = files.RegisterPaperFile(
            number=f"21-15/2014-15/{uuid4().hex[:4]}",
            subject="ग्राम नवादा में पेयजल योजना",
            from_year=2014,
            to_year=2019,
            almirah="7",
            shelf="3",
        )
        paper = clerk.api.register_paper_file(said)
        handing = files.HandOverPaperFile(paper_id=paper.id, to_post=self.at(coming_to).post_id)
        return clerk.api.hand_over_paper_file(handing)

    def meeting(self, letter: UUID, file: FileView) -> MeetingView:
        """Prepared and chaired by the District Magistrate today, with a decision on the TL letter."""
        chair = self.at(office.DM)
        agenda = files.PrepareMeeting(
            held_on=datetime.now(UTC).astimezone(INDIA).date(),
            chair_post=chair.post_id,
            tl_ids=[letter],
            file_ids=[file.id],
        )
        meeting = chair.api.prepare_meeting(agenda)
        said = "अधिशासी अभियन्ता, जल संस्थान तीन दिन में शेष हैण्डपम्पों की मरम्मत कराकर पूर्ण प्रतिवेदन दें।"
        return chair.api.record_meeting_decision(files.RecordMeetingDecision(meeting_id=meeting.id, item=1, text=said))

    def proposals(self, *, about: str, by: str) -> list[ProposalView]:
        """What waits for a second person: where nothing does, two proposals on this post."""
        api = self.at(by).api
        waiting = api.list_proposals(identity.ListProposals()).items
        if waiting:
            return waiting
        found = api.search_directory(identity.SearchDirectory(text=about)).items
        post = next(entry.post for entry in found if entry.post.abbreviation_en == about)
        gift = identity.AssumeCharge(person_id=self.at(office.OFFICER).person_id, post_id=post.id, kind="additional")
        kept = post.model_dump(exclude={"id", "version", "deleted", "roles"})
        raised = identity.SavePost(post_id=post.id, roles=[*post.roles, "dispatch"], **kept)
        reason = "शासनादेश संख्या 412/कार्मिक-1/2026, दिनांक 20 नवम्बर 2026"
        return [
            api.propose_change(identity.ProposeChange(assume_charge=gift, reason=reason)),
            api.propose_change(identity.ProposeChange(save_post=raised, reason=reason)),
        ]


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
