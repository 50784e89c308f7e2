"""The database of files: tables, and classes that load and save what the domain works on."""

from __future__ import annotations

from chassis.database import UnitOfWork
from services.files.domain.custody import When
from services.files.storage.adoption import SavingsFactors
from services.files.storage.cases import Cases
from services.files.storage.classifications import Classifications
from services.files.storage.clock import Clock
from services.files.storage.compilations import Compilations
from services.files.storage.consultations import Consultations
from services.files.storage.contests import Contests
from services.files.storage.correspondence import Correspondence
from services.files.storage.directory import Directory
from services.files.storage.dispatches import Dispatches
from services.files.storage.drafts import Drafts
from services.files.storage.files import Files
from services.files.storage.follow_ups import FollowUps
from services.files.storage.leases import Leases
from services.files.storage.ledger import Ledger
from services.files.storage.letters import Letters
from services.files.storage.meetings import Meetings
from services.files.storage.movements import Movements
from services.files.storage.notes import Notes
from services.files.storage.notesheets import Notesheets
from services.files.storage.number_blocks import NumberBlocks
from services.files.storage.numbering import Numbering
from services.files.storage.oral_orders import OralOrders
from services.files.storage.outages import Outages
from services.files.storage.paper_files import PaperFiles, PaperRules, Requisitions
from services.files.storage.parkings import Parkings
from services.files.storage.procedure import Procedure
from services.files.storage.receipts import Receipts
from services.files.storage.relations import Relations
from services.files.storage.replies import Replies
from services.files.storage.time_limits import TlLetters


class FilesUnitOfWork(UnitOfWork):
    """One transaction over what files keeps. The storages work on its session."""

    def __enter__(self) -> FilesUnitOfWork:
        super().__enter__()
        session = self.session
        self.directory = Directory(session)
        self.files = Files(session)
        self.movements = Movements(session)
        self.receipts = Receipts(session)
        self.receipt_movements = Movements.of_receipts(session)
        self.consultations = Consultations(session)
        self.consultation_movements = Movements.of_consultations(session)
        self.compilations = Compilations(session)
        self.notes = Notes(session)
        self.numbering = Numbering(session)
        self.number_blocks = NumberBlocks(session)
        self.correspondence = Correspondence(session)
        self.ledger = Ledger(session)
        self.leases = Leases(session)
        self.drafts = Drafts(session)
        self.clock = Clock(session)
        self.letters = Letters(session)
        self.dispatches = Dispatches(session)
        self.notesheets = Notesheets(session)
        self.oral_orders = OralOrders(session)
        self.paper_files = PaperFiles(session)
        self.paper_requisitions = Requisitions(session)
        self.paper_rules = PaperRules(session)
        self.savings_factors = SavingsFactors(session)
        self.parkings = Parkings(session)
        self.contests = Contests(session)
        self.outages = Outages(session)
        self.procedure = Procedure(session)
        self.tl_letters = TlLetters(session)
        self.cases = Cases(session)
        self.classifications = Classifications(session)
        self.meetings = Meetings(session)
        self.relations = Relations(session)
        self.replies = Replies(session)
        self.follow_ups = FollowUps(session)
        return self

    @property
    def when(self) -> When:
        """The times of the act that this work records."""
        return When(self.occurred_at, self.now(), self.source)
