"""The directory of a demonstration: its authority, its trust anchor and a SoftHSM2 token for each officer."""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pkcs11
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from pkcs11.util.ec import encode_ec_public_key, encode_named_curve_parameters
from pkcs11.util.rsa import encode_rsa_public_key
from pkcs11.util.x509 import decode_x509_certificate

from clients.demo_ca.authority import Authority, PublicKey, SubjectName, write_private
from clients.signer import Token

_MODULES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib64/pkcs11/libsofthsm2.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
)
KeyKind = Literal["rsa", "ec"]


class SoftHsmMissing(RuntimeError):
    """SoftHSM2 is not installed; on Debian: apt-get install softhsm2."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


@dataclass(frozen=True)
class DemoOfficer:
    """An officer's token and certificate. The PIN stands in a file of the directory, readable by its owner only."""

    person: str
    module_path: Path
    configuration: Path
    """SoftHSM2 finds its tokens by the variable SOFTHSM2_CONF, which must name this file before the module loads."""
    token_label: str
    pin_file: Path
    certificate_pem: str
    chain_pem: str

    @property
    def pin(self) -> str:
        return self.pin_file.read_text(encoding="ascii")

    def open_token(self) -> Token:
        """The officer's token as the signer sees it."""
        if os.environ.get("SOFTHSM2_CONF") != str(self.configuration):
            os.environ["SOFTHSM2_CONF"] = str(self.configuration)
            _reloaded(self.module_path)
        return Token(self.module_path, self.token_label, self.pin)


class DemoHome:
    """A demonstration's directory, made on first use and found again later.

    ``ca/`` the authority, ``trust/`` its root for PATRAVALI_SIGNATURES_TRUST_DIR, ``tokens/`` SoftHSM2's objects,
    ``officers/<name>/`` certificate, chain and PIN.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory.resolve()
        self.directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.directory.chmod(0o700)
        self.authority = Authority(self.directory / "ca")
        self.configuration = self.directory / "softhsm2.conf"
        self._lay_out()

    @property
    def trust_directory(self) -> Path:
        return self.directory / "trust"

    def officer(self, person: str, organisation: str = "Collectorate Dehradun", *, key: KeyKind = "rsa") -> DemoOfficer:
        """The officer's token, made if it does not exist. The same name gives the same token."""
        folder = self.directory / "officers" / _slug(person, key)
        if not (folder / "certificate.pem").exists():
            self._make(folder, SubjectName(person.upper(), organisation), key)
        description = json.loads((folder / "officer.json").read_text(encoding="utf-8"))
        return DemoOfficer(
            person=person,
            module_path=softhsm_module(),
            configuration=self.configuration,
            token_label=description["token_label"],
            pin_file=folder / "pin",
            certificate_pem=(folder / "certificate.pem").read_text(encoding="ascii"),
            chain_pem=self.authority.chain_pem,
        )

    def _lay_out(self) -> None:
        for name in ("trust", "tokens", "officers"):
            (self.directory / name).mkdir(exist_ok=True, mode=0o700)
        self.configuration.write_text(
            f"directories.tokendir = {self.directory / 'tokens'}\nobjectstore.backend = file\nlog.level = ERROR\n",
            encoding="utf-8",
        )
        root_pem = self.authority.root.public_bytes(serialization.Encoding.PEM)
        (self.trust_directory / "demo-root.pem").write_bytes(root_pem)

    def _make(self, folder: Path, subject: SubjectName, kind: KeyKind) -> None:
        """Make a token. The certificate's file comes last: without it, the next call starts over with a new token."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, mode=0o700)
        label = f"{folder.name[:20]}-{secrets.token_hex(4)}"
        pin = secrets.token_hex(8)
        self._initialise(label, pin)
        token = _reloaded(softhsm_module()).get_token(token_label=label)
        with token.open(rw=True, user_pin=pin) as session:
            public_key = _generate(session, kind, label)
            certificate = self.authority.issue(subject, public_key)
            der = certificate.public_bytes(serialization.Encoding.DER)
            attributes = decode_x509_certificate(der)
            attributes |= {
                pkcs11.Attribute.ID: _key_id(label),
                pkcs11.Attribute.TOKEN: True,
                pkcs11.Attribute.LABEL: label,
            }
            session.create_object(attributes)
        write_private(folder / "pin", pin.encode())
        (folder / "officer.json").write_text(json.dumps({"token_label": label}), encoding="utf-8")
        (folder / "certificate.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))

    def _initialise(self, label: str, pin: str) -> None:
        # softhsm2-util shows its PINs in the process list, so it gets one that is replaced at once.
        first_pin = secrets.token_hex(8)
        os.environ["SOFTHSM2_CONF"] = str(self.configuration)
        program = shutil.which("softhsm2-util")
        if program is None:
            raise SoftHsmMissing
        subprocess.run(
            [program, "--init-token", "--free", "--label", label, "--so-pin", secrets.token_hex(8), "--pin", first_pin],
            check=True,
            capture_output=True,
        )
        token = _reloaded(softhsm_module()).get_token(token_label=label)
        with token.open(rw=True, user_pin=first_pin) as session:
            session.set_pin(first_pin, pin)


def softhsm_module() -> Path:
    """SoftHSM2's library. Raises SoftHsmMissing."""
    for place in _MODULES:
        if Path(place).is_file():
            return Path(place)
    raise SoftHsmMissing


def _reloaded(module: Path) -> Any:
    """The library, looking at the directory afresh: it reads configuration and tokens only when it starts."""
    library = pkcs11.lib(str(module))
    library.reinitialize()
    return library


def _slug(person: str, kind: KeyKind) -> str:
    """A folder name: the person's name as far as it is ASCII, and enough of a hash to keep two persons apart."""
    readable = re.sub(r"[^a-z0-9]+", "-", person.lower()).strip("-")[:30]
    return f"{readable or 'officer'}-{hashlib.sha256(f'{kind}:{person}'.encode()).hexdigest()[:8]}"


def _key_id(label: str) -> bytes:
    return hashlib.sha256(label.encode()).digest()[:8]


def _generate(session: Any, kind: KeyKind, label: str) -> PublicKey:
    """A key pair inside the token; only the public half comes out."""
    options = {"store": True, "label": label, "id": _key_id(label)}
    if kind == "ec":
        domain = session.create_domain_parameters(
            pkcs11.KeyType.EC,
            {pkcs11.Attribute.EC_PARAMS: encode_named_curve_parameters("secp256r1")},
            local=True,
        )
        public, _ = domain.generate_keypair(**options)
        loaded = serialization.load_der_public_key(encode_ec_public_key(public))
        assert isinstance(loaded, ec.EllipticCurvePublicKey)
        return loaded
    public, _ = session.generate_keypair(pkcs11.KeyType.RSA, 2048, **options)
    # PKCS #1 form, which cryptography reads too.
    loaded = serialization.load_der_public_key(encode_rsa_public_key(public))
    assert isinstance(loaded, rsa.RSAPublicKey)
    return loaded
