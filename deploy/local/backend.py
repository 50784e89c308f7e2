"""What the three private backends have in common."""

import os
from pathlib import Path
from typing import Protocol

from deploy.local.home import Home
from deploy.local.places import Account, backend_account, data_root, make_folder
from deploy.local.program import Program

LOOPBACK = "127.0.0.1"


class Backend(Protocol):
    """A server of our own: broker, database or store."""

    name: str

    def port_names(self) -> list[str]:
        """Every port the server opens, by the name it is remembered under."""
        ...

    def prepare(self) -> None:
        """Write configuration and create empty data; repeatable, keeps what is there."""
        ...

    def programs(self) -> list[Program]:
        """What has to run, in order of starting."""
        ...

    def is_ready(self) -> bool:
        """Whether the server answers as itself."""
        ...


class Site:
    """Where one installation's backends live, and as whom they run."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.account: Account = backend_account()

    def folder(self, *parts: str) -> Path:
        """A data folder of the backends' account."""
        root = data_root(self.home.root, self.account)
        if not root.exists():
            make_folder(root, self.account, 0o711)
        return make_folder(root.joinpath(*parts), self.account)


def plain_environment(**extra: str) -> dict[str, str]:
    """What a server gets to see: a path and a locale, nothing of the caller's."""
    path = os.pathsep.join(["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"])
    return {"PATH": path, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", **extra}
