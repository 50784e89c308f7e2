"""The signer from a terminal.

    python -m clients.signer modules
    python -m clients.signer certificates --module /usr/lib/libcastle.so.1.0.0
    python -m clients.signer sign --module … --name "पत्र 123/2026" < session.json > signature.json
    python -m clients.signer serve --origin https://patravali.example.gov.in

The PIN is asked for on the terminal, or read from the file that PATRAVALI_TOKEN_PIN_FILE names.
"""

from __future__ import annotations

import argparse
import base64
import getpass
import json
import os
import sys
from pathlib import Path

from clients.signer import SignerError, SigningRequest, Token, installed_modules
from clients.signer.agent import DEFAULT_PORT, Agent, Door, Drawer, PinFile, usual_prompt
from clients.signer.errors import ModuleNotLoaded, RequestRefused


def main(arguments: list[str] | None = None) -> int:
    """Exit 0 when done, 1 when refused (the reason goes to stderr in Hindi and English)."""
    options = _parser().parse_args(arguments)
    try:
        acts = {"modules": _modules, "certificates": _certificates, "sign": _sign, "serve": _serve}
        return acts[options.act](options)
    except SignerError as refused:
        print(f"{refused.hindi}\n{refused}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="patravali-signer", description="DSC टोकन से हस्ताक्षर / sign with a DSC token")
    acts = parser.add_subparsers(dest="act", required=True)
    acts.add_parser("modules", help="ड्राइवर दिखाएँ / list the token drivers found")
    for act, help_text in (
        ("certificates", "प्रमाणपत्र दिखाएँ / list the certificates on the token"),
        ("sign", "तैयार दस्तावेज़ पर हस्ताक्षर करें / sign a prepared document (JSON on stdin)"),
        ("serve", "ब्राउज़र के लिए हस्ताक्षर सहायक चलाएँ / sign for the browser on this PC"),
    ):
        command = acts.add_parser(act, help=help_text)
        command.add_argument("--module", help="path of the PKCS#11 driver")
        command.add_argument("--token", help="label of the token, where more than one is plugged in")
        if act != "certificates":
            command.add_argument("--yes", action="store_true", help="do not ask before signing (demonstrations)")
        if act == "sign":
            command.add_argument("--name", default="(नाम नहीं / no name)", help="name of the document, for the screen")
    _of_serving(command)
    return parser


def _of_serving(command: argparse.ArgumentParser) -> None:
    given = os.environ.get("PATRAVALI_SIGNER_ORIGINS", "").split()
    port = int(os.environ.get("PATRAVALI_SIGNER_PORT", DEFAULT_PORT))
    command.add_argument("--origin", action="append", default=given, help="address of the installation; repeatable")
    command.add_argument("--port", type=int, default=port, help=f"on 127.0.0.1; default {DEFAULT_PORT}")


def _modules(options: argparse.Namespace) -> int:
    for module in installed_modules():
        print(module)
    return 0


def _certificates(options: argparse.Namespace) -> int:
    with _opened(options) as token:
        for certificate in token.certificates():
            print(f"{certificate.sha256}  {certificate.common_name}  ({certificate.not_after:%d.%m.%Y} तक / until)")
            print(certificate.pem, end="")
    return 0


def _sign(options: argparse.Namespace) -> int:
    try:
        session = json.load(sys.stdin)
    except ValueError:
        raise RequestRefused("stdin is not JSON") from None
    if not isinstance(session, dict):
        raise RequestRefused("stdin is not a signing session")
    request = SigningRequest.from_session(session, options.name)
    print(request.summary(), file=sys.stderr)
    if not options.yes and not _agreed():
        return 1
    with _opened(options) as token:
        signature = token.sign_request(request)
    json.dump({"session_id": request.session_id, "signature": base64.b64encode(signature).decode()}, sys.stdout)
    print()
    return 0


def _serve(options: argparse.Namespace) -> int:
    """Until it is interrupted. With --yes and a PIN file nobody is asked."""
    pin_file = os.environ.get("PATRAVALI_TOKEN_PIN_FILE")
    prompt, missing = (PinFile(Path(pin_file)), None) if options.yes and pin_file else usual_prompt()
    agent = Agent(Drawer(_module(options), options.token), prompt)
    try:
        door = Door(agent, options.origin, options.port)
    except (ValueError, OSError) as refused:
        print(f"हस्ताक्षर सहायक नहीं चल सका / the agent cannot start: {refused}", file=sys.stderr)
        return 1
    with door:
        print(f"http://127.0.0.1:{door.server_port}  {' '.join(sorted(door.origins))}")
        print(f"जोड़ने का कोड / Pairing code: {agent.code[:4]} {agent.code[4:]}", flush=True)
        if missing:
            print("\n".join(missing), file=sys.stderr, flush=True)
        try:
            door.serve_forever()
        except KeyboardInterrupt:
            return 0
    return 0


def _agreed() -> bool:
    """Ask on the terminal, because stdin carries the session."""
    print("हस्ताक्षर करें? / Sign? [y/N] ", end="", file=sys.stderr, flush=True)
    terminal = "CON" if sys.platform == "win32" else "/dev/tty"
    with Path(terminal).open(encoding="utf-8") as keyboard:
        return keyboard.readline().strip().lower() in {"y", "yes", "हाँ", "ha"}


def _opened(options: argparse.Namespace) -> Token:
    module = _module(options)
    pin_file = os.environ.get("PATRAVALI_TOKEN_PIN_FILE")
    pin = Path(pin_file).read_text(encoding="utf-8").strip() if pin_file else getpass.getpass("PIN: ")
    return Token(module, options.token, pin)


def _module(options: argparse.Namespace) -> Path:
    module = options.module or next(iter(installed_modules()), None)
    if module is None:
        raise ModuleNotLoaded("no known driver on this machine; give --module")
    return Path(module)


if __name__ == "__main__":
    sys.exit(main())
