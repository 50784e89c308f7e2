"""The signer on the officer's machine: what it signs, and what it refuses to."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pkcs11
import pytest
from asn1crypto import cms
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509 import load_pem_x509_certificate
from pyhanko.sign.general import as_signing_certificate_v2, simple_cms_attribute

from clients.demo_ca import DemoHome, DemoOfficer
from clients.signer import (
    CertificateNotOnToken,
    ModuleNotLoaded,
    PinWrong,
    RequestRefused,
    SignerError,
    SigningRequest,
    Token,
    TokenNotFound,
)
from clients.signer.__main__ import main
from services.signatures.pades.certificates import parsed
from tests.throwaway import ROOT

DOCUMENT = hashlib.sha256(b"a letter").digest()


def attributes(officer: DemoOfficer, digest: bytes = DOCUMENT, **changes: Any) -> bytes:
    """Signed attributes as the platform prepares them."""
    certificate, _ = parsed(officer.certificate_pem, "")
    given = {
        "content_type": "data",
        "message_digest": digest,
        "signing_certificate_v2": as_signing_certificate_v2(certificate),
    } | changes
    made = cms.CMSAttributes([simple_cms_attribute(name, value) for name, value in given.items() if value is not None])
    return bytes(made.dump())


def a_session(officer: DemoOfficer, to_sign: bytes | None = None) -> dict[str, Any]:
    to_sign = attributes(officer) if to_sign is None else to_sign
    certificate, _ = parsed(officer.certificate_pem, "")
    return {
        "session_id": "018f6b1a-0000-7000-8000-0000000000e1",
        "to_sign": base64.b64encode(to_sign).decode(),
        "digest": base64.b64encode(hashlib.sha256(to_sign).digest()).decode(),
        "digest_algorithm": "sha256",
        "mechanism": "rsa_pkcs1v15",
        "certificate_sha256": certificate.sha256.hex(),
    }


def verifies(officer: DemoOfficer, signature: bytes, message: bytes) -> bool:
    key = load_pem_x509_certificate(officer.certificate_pem.encode()).public_key()
    try:
        if isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, message, ec.ECDSA(hashes.SHA256()))
        else:
            assert isinstance(key, rsa.RSAPublicKey)
            key.verify(signature, message, padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        return False
    return True


def test_a_token_shows_the_certificate_whose_key_it_holds(dm: DemoOfficer) -> None:
    with dm.open_token() as token:
        (certificate,) = token.certificates()

    assert certificate.common_name == "ANITA RAWAT"
    assert certificate.mechanism == "rsa_pkcs1v15"
    assert certificate.pem.split() == dm.certificate_pem.split()


@pytest.mark.parametrize(("officer", "mechanism"), [("dm", "rsa_pkcs1v15"), ("adm", "ecdsa")])
def test_a_signature_verifies_with_the_certificates_key(
    officer: str, mechanism: str, request: pytest.FixtureRequest
) -> None:
    holder: DemoOfficer = request.getfixturevalue(officer)
    asked = SigningRequest.from_session(a_session(holder) | {"mechanism": mechanism}, "पत्र 12/2026")

    with holder.open_token() as token:
        signature = token.sign_request(asked)

    assert verifies(holder, signature, asked.to_sign)
    assert not verifies(holder, signature, asked.to_sign + b"\x00")


def test_a_token_that_cannot_hash_signs_all_the_same(dm: DemoOfficer) -> None:
    class OldToken(Token):
        """Some drivers offer the bare RSA operation only."""

        mechanisms = frozenset({pkcs11.Mechanism.RSA_PKCS})  # type: ignore[assignment]

    dm.open_token().close()
    with OldToken(dm.module_path, dm.token_label, dm.pin) as token:
        signature = token.sign(b"text", "rsa_pkcs1v15")

    assert verifies(dm, signature, b"text")


def test_the_officer_reads_what_will_be_signed(dm: DemoOfficer) -> None:
    asked = SigningRequest.from_session(a_session(dm), "पत्र 12/2026")

    assert "पत्र 12/2026" in asked.summary()
    assert DOCUMENT.hex() in asked.summary()


@pytest.mark.parametrize(
    "changes",
    [
        {"digest": base64.b64encode(b"\x00" * 32).decode()},
        {"digest": "not base64!"},
        {"to_sign": ""},
        {"digest_algorithm": "sha1"},
        {"mechanism": "rsa_pss"},
        {"certificate_sha256": "0" * 64},
    ],
)
def test_a_session_that_contradicts_itself_is_refused(changes: dict[str, str], dm: DemoOfficer) -> None:
    with pytest.raises(RequestRefused):
        SigningRequest.from_session(a_session(dm) | changes, "पत्र")


def test_a_session_with_a_part_missing_is_refused(dm: DemoOfficer) -> None:
    session = a_session(dm)
    del session["to_sign"]

    with pytest.raises(RequestRefused):
        SigningRequest.from_session(session, "पत्र")


@pytest.mark.parametrize(
    "to_sign",
    [
        b"Pay one crore rupees to the bearer",
        b"\x31\x00",
        b"\x30\x82\x01\x00" + b"\x00" * 256,
    ],
)
def test_bytes_that_are_no_pdf_signature_are_refused(to_sign: bytes, dm: DemoOfficer) -> None:
    with pytest.raises(RequestRefused):
        SigningRequest.from_session(a_session(dm, to_sign), "पत्र")


@pytest.mark.parametrize(
    "changes", [{"message_digest": None}, {"signing_certificate_v2": None}, {"content_type": "signed_data"}]
)
def test_attributes_that_do_not_bind_document_and_certificate_are_refused(
    changes: dict[str, Any], dm: DemoOfficer
) -> None:
    with pytest.raises(RequestRefused):
        SigningRequest.from_session(a_session(dm, attributes(dm, **changes)), "पत्र")


def test_attributes_that_name_another_officers_certificate_are_refused(dm: DemoOfficer, adm: DemoOfficer) -> None:
    with pytest.raises(RequestRefused):
        SigningRequest.from_session(a_session(dm, attributes(adm)), "पत्र")


def test_a_key_for_another_mechanism_signs_nothing(dm: DemoOfficer) -> None:
    with dm.open_token() as token, pytest.raises(RequestRefused):
        token.sign(b"text", "ecdsa")


def test_a_certificate_that_is_elsewhere_signs_nothing(dm: DemoOfficer, adm: DemoOfficer) -> None:
    asked = SigningRequest.from_session(a_session(dm), "पत्र")

    with adm.open_token() as token, pytest.raises(CertificateNotOnToken):
        token.sign_request(asked)


def test_a_wrong_pin_an_unknown_token_and_a_missing_driver_are_told_apart(dm: DemoOfficer, tmp_path: Path) -> None:
    dm.open_token().close()

    with pytest.raises(PinWrong):
        Token(dm.module_path, dm.token_label, "wrong-pin")
    with pytest.raises(TokenNotFound):
        Token(dm.module_path, "no such token", dm.pin)
    with pytest.raises(ModuleNotLoaded):
        Token(tmp_path / "driver.so", None, "1234")


def test_every_refusal_speaks_hindi_and_english() -> None:
    for refusal in SignerError.__subclasses__():
        assert refusal.hindi != SignerError.hindi
        assert any("\u0900" <= letter <= "\u097f" for letter in refusal.hindi)
        assert refusal.english.isascii()


def test_the_command_signs_a_session_from_stdin(
    dm: DemoOfficer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    session = a_session(dm)
    dm.open_token().close()
    monkeypatch.setenv("PATRAVALI_TOKEN_PIN_FILE", str(dm.pin_file))
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(session)))

    arguments = ["--module", str(dm.module_path), "--token", dm.token_label, "--name", "पत्र 12", "--yes"]
    status = main(["sign", *arguments])

    told = capsys.readouterr()
    assert status == 0
    assert "पत्र 12" in told.err
    answer = json.loads(told.out)
    assert answer["session_id"] == session["session_id"]
    assert verifies(dm, base64.b64decode(answer["signature"]), base64.b64decode(session["to_sign"]))


def test_the_command_says_in_both_languages_why_it_refuses(
    dm: DemoOfficer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("not JSON"))

    status = main(["sign", "--module", str(dm.module_path), "--yes"])

    told = capsys.readouterr()
    assert status == 1
    assert RequestRefused.hindi in told.err
    assert RequestRefused.english in told.err
    assert told.out == ""


def test_the_command_lists_certificates(
    dm: DemoOfficer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    dm.open_token().close()
    monkeypatch.setenv("PATRAVALI_TOKEN_PIN_FILE", str(dm.pin_file))

    status = main(["certificates", "--module", str(dm.module_path), "--token", dm.token_label])

    assert status == 0
    assert "ANITA RAWAT" in capsys.readouterr().out


def test_a_demonstration_is_found_again_and_its_secrets_are_private(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "clients.demo_ca", str(tmp_path / "ca"), "--person", "Ravi Negi"]

    first = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    again = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert first == again
    assert stat.S_IMODE((tmp_path / "ca").stat().st_mode) == 0o700
    for private in [*tmp_path.rglob("*.key"), *tmp_path.rglob("pin")]:
        assert stat.S_IMODE(private.stat().st_mode) == 0o600
    assert len(list(tmp_path.rglob("pin"))) == 1


def test_a_half_made_officer_is_made_anew(home: DemoHome) -> None:
    made = home.officer("Half Made", key="ec")
    (made.pin_file.parent / "certificate.pem").unlink()

    again = home.officer("Half Made", key="ec")

    assert again.token_label != made.token_label
    with again.open_token() as token:
        assert len(token.certificates()) == 1


def test_the_private_key_cannot_leave_the_token(dm: DemoOfficer) -> None:
    with dm.open_token() as token:
        (key,) = token._session.get_objects({pkcs11.Attribute.CLASS: pkcs11.ObjectClass.PRIVATE_KEY})
        assert key[pkcs11.Attribute.SENSITIVE]
        assert not key[pkcs11.Attribute.EXTRACTABLE]
