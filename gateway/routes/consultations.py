"""Consultations: other desks' opinions on a file that stays where it is."""

from __future__ import annotations

from contracts import files
from gateway.operations import Operation

TAG = "consultations"
OF_FILE = "/files/{file_id}/consultations"
ONE = "/consultations/{consultation_id}"

OPERATIONS = (
    Operation(files.ListConsultations, "GET", OF_FILE, TAG),
    Operation(files.ConsultDesks, "POST", OF_FILE, TAG, status=201),
    Operation(files.ListDeskConsultations, "GET", "/desk/consultations", TAG),
    Operation(files.GetConsultation, "GET", ONE, TAG),
    Operation(files.OpenConsultation, "POST", f"{ONE}/open", TAG),
    Operation(files.PassOnConsultation, "POST", f"{ONE}/pass-on", TAG),
    Operation(files.AnswerConsultation, "POST", f"{ONE}/answer", TAG),
    Operation(files.ReturnConsultation, "POST", f"{ONE}/return", TAG),
    Operation(files.WithdrawConsultation, "POST", f"{ONE}/withdraw", TAG),
    Operation(files.RemindConsultation, "POST", f"{ONE}/remind", TAG),
)
