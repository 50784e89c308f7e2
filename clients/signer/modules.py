"""Where the drivers (PKCS#11 modules) of the tokens sold in India are usually found."""

from __future__ import annotations

import os
import sys
from pathlib import Path

# Vendors install under these names; a later driver generation of ePass2003 lives beside the former.
_WINDOWS_NAMES = (
    "eps2003csp11v2.dll",  # ePass2003
    "eps2003csp11.dll",
    "SignatureP11.dll",  # WatchData ProxKey
    "wdpkcs.dll",
    "CryptoIDA_pkcs11.dll",  # Longmai mToken
    "eTPKCS11.dll",  # SafeNet
)
_LINUX_PATHS = (
    "/usr/lib/libcastle_v2.so.1.0.0",  # ePass2003
    "/usr/local/lib/libcastle_v2.so.1.0.0",
    "/usr/lib/libcastle.so.1.0.0",
    "/usr/lib/WatchData/ProxKey/lib/libwdpkcs_SignatureP11.so",  # ProxKey
    "/usr/lib/libeTPkcs11.so",  # SafeNet
    "/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so",
    "/usr/lib/softhsm/libsofthsm2.so",  # software token, for demonstrations
)


def installed_modules() -> list[Path]:
    """The known drivers that this machine has, most likely first. A driver elsewhere is given by its path."""
    if sys.platform == "win32":
        root = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"))
        places = [root / "System32" / name for name in _WINDOWS_NAMES]
    else:
        places = [Path(path) for path in _LINUX_PATHS]
    return [place for place in places if place.is_file()]
