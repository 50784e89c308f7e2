"""The two halves of a signature: before the officer's machine signs, and after.

PAdES B-B (ETSI EN 319 142-1, table 1): SubFilter ETSI.CAdES.detached, SHA-256, the signed attributes content-type,
message-digest and signing-certificate-v2 and no signing-time (the time is in the dictionary's M), the chain embedded.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from io import BytesIO

import pikepdf
from asn1crypto import cms, x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509 import load_der_x509_certificate
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.general import as_signing_certificate_v2, simple_cms_attribute
from pyhanko.sign.signers import ExternalSigner, PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_byterange import BuildProps, PreparedByteRangeDigest
from pyhanko_certvalidator.registry import SimpleCertificateStore

from services.signatures.pades.reading import HOSTILE, Unreadable, finished, opened
from services.signatures.pades.stamp import style_of

DIGEST = "sha256"
# Room for signed attributes, signature value and CMS structure beside the certificates, in bytes.
CMS_ROOM = 3072


class NotSignable(Exception):
    """``why``: not_pdf, encrypted, damaged, no_such_page, box_outside_page, xfa, locked."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class DoesNotMatch(Exception):
    """The signature value was not made over these attributes by this certificate's key."""


class _TokenSigner(ExternalSigner):
    """Puts the value that the token made in its place."""

    async def unsigned_attrs(self, *arguments: object, **options: object) -> cms.CMSAttributes | None:
        """None at level B-B. pyHanko would start an event loop to gather nothing."""
        return None


@dataclass(frozen=True)
class Placing:
    """Where the mark goes: page from 1, corners in points from the page's lower left corner."""

    page: int
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Wish:
    """What is to be signed, by whom, and how it shall look."""

    pdf: bytes
    certificate: x509.Certificate
    chain: Sequence[x509.Certificate]
    field_name: str
    reason: str
    location: str
    signer_name: str
    placing: Placing
    stamp: bytes
    """The visible mark, drawn: a PDF of one page."""
    moment: datetime


@dataclass(frozen=True)
class Prepared:
    """A PDF with an empty signature, and the bytes that the token has to sign."""

    pdf: bytes
    to_sign: bytes
    """DER of the CMS signed attributes."""
    document_digest: bytes
    """SHA-256 over the PDF outside the empty signature."""
    region_start: int
    region_end: int


def prepare(wish: Wish) -> Prepared:
    """First half. Raises NotSignable."""
    reader = _signable(wish.pdf)
    box = _box_on_page(reader, wish.placing)
    signer = _signer(wish.certificate, wish.chain)
    metadata = PdfSignatureMetadata(
        field_name=wish.field_name,
        md_algorithm=DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        reason=wish.reason or None,
        location=wish.location or None,
        name=wish.signer_name,
        app_build_props=BuildProps(name="Patravali"),
    )
    style = style_of(wish.stamp)
    try:
        writer = IncrementalPdfFileWriter.from_reader(reader)
        session = PdfSigner(
            metadata,
            signer,
            stamp_style=style,
            new_field_spec=SigFieldSpec(wish.field_name, on_page=wish.placing.page - 1, box=box),
        ).init_signing_session(writer)
        session.system_time = wish.moment
        to_be_signed = session.prepare_tbs_document(None, bytes_reserved=_room(wish))
        output = BytesIO()
        region, _ = to_be_signed.digest_tbs_document(output=output)
        attributes = _attributes(region.document_digest, wish.certificate)
    except HOSTILE as broken:
        raise NotSignable("damaged") from broken
    return Prepared(
        pdf=output.getvalue(),
        to_sign=attributes.dump(),
        document_digest=region.document_digest,
        region_start=region.reserved_region_start,
        region_end=region.reserved_region_end,
    )


def check_value(certificate: x509.Certificate, to_sign: bytes, value: bytes) -> None:
    """Raises DoesNotMatch unless ``value`` is this certificate's signature over ``to_sign``."""
    key = load_der_x509_certificate(certificate.dump()).public_key()
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(value, to_sign, padding.PKCS1v15(), hashes.SHA256())
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(value, to_sign, ec.ECDSA(hashes.SHA256()))
        else:
            raise DoesNotMatch
    except (InvalidSignature, ValueError):
        raise DoesNotMatch from None


def complete(
    prepared: Prepared, certificate: x509.Certificate, chain: Sequence[x509.Certificate], value: bytes
) -> bytes:
    """Second half: the signed PDF. Raises DoesNotMatch unless value, attributes and document belong together."""
    check_value(certificate, prepared.to_sign, value)
    _check_digest(prepared)
    signer = _signer(certificate, chain, value)
    attributes = cms.CMSAttributes.load(prepared.to_sign)
    signature = finished(signer.async_sign_prescribed_attributes(DIGEST, attributes))
    region = PreparedByteRangeDigest(prepared.document_digest, prepared.region_start, prepared.region_end)
    output = BytesIO(prepared.pdf)
    region.fill_with_cms(output, signature)
    return output.getvalue()


def _check_digest(prepared: Prepared) -> None:
    """The document that was kept is the one whose digest was signed."""
    digest = hashlib.sha256(prepared.pdf[: prepared.region_start])
    digest.update(prepared.pdf[prepared.region_end :])
    attributes = cms.CMSAttributes.load(prepared.to_sign)
    signed = [one["values"][0].native for one in attributes if one["type"].native == "message_digest"]
    if signed != [digest.digest()]:
        raise DoesNotMatch


def _attributes(document_digest: bytes, certificate: x509.Certificate) -> cms.CMSAttributes:
    """What is signed. Built here, because pyHanko's builder starts an event loop to gather the three."""
    return cms.CMSAttributes(
        [
            simple_cms_attribute("content_type", "data"),
            simple_cms_attribute("message_digest", document_digest),
            cms.CMSAttribute.load(_naming(certificate.dump())),
        ]
    )


@lru_cache(maxsize=256)
def _naming(certificate: bytes) -> bytes:
    """The attribute that names this certificate. An officer's is the same each time, and slow to encode."""
    named = as_signing_certificate_v2(x509.Certificate.load(certificate))
    return bytes(simple_cms_attribute("signing_certificate_v2", named).dump())


def _signer(
    certificate: x509.Certificate, chain: Sequence[x509.Certificate], value: bytes | None = None
) -> _TokenSigner:
    registry = SimpleCertificateStore()
    registry.register_multiple(chain)
    return _TokenSigner(certificate, registry, signature_value=value, embed_roots=False)


def _room(wish: Wish) -> int:
    """Hexadecimal digits to keep free for the CMS object."""
    certificates = sum(len(one.dump()) for one in (wish.certificate, *wish.chain))
    return 2 * (CMS_ROOM + certificates)


def _signable(pdf: bytes) -> PdfFileReader:
    """A strict reader. A document without signatures that is merely sloppy is written anew by qpdf first."""
    try:
        reader = opened(pdf, strict=True)
        if not _needs_rewriting(reader):
            return _checked(reader)
    except Unreadable as unreadable:
        if unreadable.why != "damaged":
            raise NotSignable(unreadable.why) from None
    if b"/ByteRange" in pdf:
        # Rewriting would destroy the signatures that are in it.
        raise NotSignable("damaged")
    try:
        return _checked(opened(_rewritten(pdf), strict=True))
    except Unreadable as unreadable:
        raise NotSignable(unreadable.why) from None


def _checked(reader: PdfFileReader) -> PdfFileReader:
    try:
        root = reader.root
        if "/AcroForm" in root and "/XFA" in root["/AcroForm"]:
            raise NotSignable("xfa")
        if "/Perms" in root and "/DocMDP" in root["/Perms"]:
            raise NotSignable("locked")
    except HOSTILE as broken:
        raise NotSignable("damaged") from broken
    return reader


def _needs_rewriting(reader: PdfFileReader) -> bool:
    """Hybrid cross-references show different things to different readers; they are refused in signed files."""
    try:
        return bool(reader.xrefs.hybrid_xrefs_present) and not list(enumerate_sig_fields(reader, filled_status=True))
    except HOSTILE as broken:
        raise Unreadable("damaged") from broken


def _rewritten(pdf: bytes) -> bytes:
    output = BytesIO()
    try:
        with pikepdf.open(BytesIO(pdf)) as document:
            document.save(output, deterministic_id=True)
    except pikepdf.PasswordError:
        raise NotSignable("encrypted") from None
    except pikepdf.PdfError as broken:
        raise NotSignable("damaged") from broken
    except HOSTILE as broken:
        raise NotSignable("damaged") from broken
    return output.getvalue()


def _box_on_page(reader: PdfFileReader, placing: Placing) -> tuple[int, int, int, int]:
    """The mark's corners in the page's own coordinates. Raises NotSignable for a place off the page."""
    try:
        if not 1 <= placing.page <= int(reader.root["/Pages"]["/Count"]):
            raise NotSignable("no_such_page")
        page, _ = reader.find_page_for_modification(placing.page - 1)
        left, bottom, right, top = _media_box(page.get_object())
    except HOSTILE as broken:
        raise NotSignable("damaged") from broken
    box = (left + placing.x1, bottom + placing.y1, left + placing.x2, bottom + placing.y2)
    if box[0] < left or box[1] < bottom or box[2] > right or box[3] > top:
        raise NotSignable("box_outside_page")
    return (round(box[0]), round(box[1]), round(box[2]), round(box[3]))


def _media_box(page: object) -> tuple[float, float, float, float]:
    """The page's MediaBox, which it may inherit (ISO 32000-1, 7.7.3.4)."""
    node, depth = page, 0
    while "/MediaBox" not in node and depth < 50:  # type: ignore[operator]
        node, depth = node["/Parent"], depth + 1  # type: ignore[index]
    x1, y1, x2, y2 = (float(edge) for edge in node["/MediaBox"])  # type: ignore[index]
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)
