"""Whose files the backends are, and where that user can reach them.

PostgreSQL refuses to run as root. Started by root (a container, a rescue shell, a bare server) the backends run under a
system user, and neither /root (mode 700 on some machines) nor a virtual environment below it can be read by that user:
data and binaries then live under /var/lib/patravali.
"""

import hashlib
import os
import pwd
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

SYSTEM_USER = "patravali"
SHARED_ROOT = Path("/var/lib/patravali")


@dataclass(frozen=True)
class Account:
    """The user that backends run as."""

    name: str
    uid: int
    gid: int
    is_other: bool
    """True when it is not the user who runs this program."""


def backend_account() -> Account:
    """The running user; for root a system user of our own, made at need."""
    if os.geteuid() != 0:
        entry = pwd.getpwuid(os.geteuid())
        return Account(entry.pw_name, entry.pw_uid, entry.pw_gid, is_other=False)
    try:
        entry = pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        options = ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin"]
        subprocess.run(["useradd", *options, "--home-dir", str(SHARED_ROOT), SYSTEM_USER], check=True)
        entry = pwd.getpwnam(SYSTEM_USER)
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid, is_other=True)


def is_reachable(path: Path) -> bool:
    """Whether a stranger may pass through every folder down to `path` (which need not exist yet)."""
    return all(folder.stat().st_mode & 0o001 for folder in path.resolve().parents if folder.exists())


def data_root(home: Path, account: Account) -> Path:
    """Where the backends' data lies: in the home, or under /var/lib/patravali when the account cannot reach it."""
    if not account.is_other or is_reachable(home / "data"):
        return home / "data"
    return SHARED_ROOT / hashlib.sha256(str(home).encode()).hexdigest()[:12]


def make_folder(path: Path, account: Account, mode: int = 0o700) -> Path:
    """A folder of the account's own; its parents belong to the running user and can be passed through."""
    for parent in reversed(path.parents):
        if not parent.exists():
            parent.mkdir()
            parent.chmod(0o711)
    path.mkdir(exist_ok=True)
    path.chmod(mode)
    if account.is_other:
        os.chown(path, account.uid, account.gid)
    return path


def write_for(account: Account, path: Path, text: str, mode: int = 0o600) -> Path:
    """A small file of the account's own, replaced whole."""
    draft = path.with_name(f".{path.name}.new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as target:
        target.write(text)
    draft.chmod(mode)
    if account.is_other:
        os.chown(draft, account.uid, account.gid)
    draft.replace(path)
    return path


def reachable_copy(source: Path, account: Account, *beside: Path, shared: Path = SHARED_ROOT) -> Path:
    """`source` (a file or a folder of binaries), or a copy of it under `shared` that the account can reach.

    `beside` are neighbours that it needs where they are, as a wheel's folder of libraries.
    """
    if not account.is_other or is_reachable(source):
        return source
    stamp = hashlib.sha256(f"{source}:{source.stat().st_mtime_ns}".encode()).hexdigest()[:12]
    folder = shared / "bin" / stamp
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = folder.with_name(f".{stamp}.{os.getpid()}")
        draft.mkdir()
        for item in (source, *beside):
            copy = shutil.copytree if item.is_dir() else shutil.copy2
            copy(item, draft / item.name)
        for passed in (shared, folder.parent, draft):
            passed.chmod(0o755)
        draft.rename(folder)
    return folder / source.name


def installed_program(name: str) -> Path:
    """A program of the running virtual environment."""
    return Path(sys.executable).parent / name
