"""The signing certificates of the person signed in."""

from __future__ import annotations

from contracts import signatures
from gateway.operations import Operation

TAG = "certificates"

OPERATIONS = (
    Operation(signatures.ListCertificates, "GET", "/certificates", TAG),
    Operation(signatures.RegisterCertificate, "POST", "/certificates", TAG, status=201),
    Operation(signatures.DeactivateCertificate, "POST", "/certificates/{certificate_id}/deactivate", TAG),
)
