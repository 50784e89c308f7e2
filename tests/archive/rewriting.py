"""Packages as somebody would leave them who changes something: with the manifests made to fit, or not."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable

Parts = dict[str, bytes]
Change = Callable[[Parts], None]


def parts_of(content: bytes) -> tuple[str, Parts]:
    """The base folder, and the files by their paths in it."""
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        base = opened.namelist()[0].split("/")[0]
        return base, {name.removeprefix(f"{base}/"): opened.read(name) for name in opened.namelist()}


def rewritten(content: bytes, change: Change, *, fitting: bool) -> bytes:
    """The package after a change; ``fitting``: its manifests say what is there then."""
    base, parts = parts_of(content)
    change(parts)
    if fitting:
        fit(parts)
    return zipped({f"{base}/{path}": said for path, said in parts.items()})


def fit(parts: Parts) -> None:
    """Manifests and sum over what is there now."""
    payload = {path: said for path, said in parts.items() if path.startswith("data/")}
    lines = [line for line in parts["bag-info.txt"].decode().splitlines() if not line.startswith("Payload-Oxum")]
    lines.append(f"Payload-Oxum: {sum(map(len, payload.values()))}.{len(payload)}")
    parts["bag-info.txt"] = "".join(f"{line}\n" for line in lines).encode()
    for name in ("sha256", "sha512"):
        parts[f"manifest-{name}.txt"] = _manifest(payload, name)
    tags = {path: said for path, said in parts.items() if not path.startswith(("data/", "tagmanifest-"))}
    for name in ("sha256", "sha512"):
        parts[f"tagmanifest-{name}.txt"] = _manifest(tags, name)


def _manifest(files: Parts, algorithm: str) -> bytes:
    return "".join(
        f"{hashlib.new(algorithm, said).hexdigest()}  {path}\n" for path, said in sorted(files.items())
    ).encode()


def zipped(parts: Parts) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, said in parts.items():
            made.writestr(name, said)
    return target.getvalue()
