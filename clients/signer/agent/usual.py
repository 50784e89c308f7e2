"""Which way of asking suits this PC."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from importlib.util import find_spec

from clients.signer.agent import pinentry
from clients.signer.agent.prompt import Prompt, Terminal, Window

NO_WINDOW = (
    "पिन इसी टर्मिनल पर पूछा जाएगा। खिड़की में पूछने के लिए यह स्थापित करें: {hindi}",
    "The PIN will be asked for on this terminal. To be asked in a window, install: {english}",
)
_PINENTRY = "sudo apt-get install pinentry-gtk2"
_TK = "Python + tcl/tk (python.org)"


def usual_prompt(
    platform: str = sys.platform, environment: Mapping[str, str] = os.environ
) -> tuple[Prompt, tuple[str, str] | None]:
    """A window where there is a desktop, else the terminal; and, in Hindi and English, what a window would need."""
    if platform in {"win32", "darwin"}:
        return (Window(), None) if find_spec("tkinter") else (Terminal(), _missing(_TK))
    if not (environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")):
        return Terminal(), None
    programs = pinentry.installed()
    return (pinentry.Pinentry(programs), None) if programs else (Terminal(), _missing(_PINENTRY))


def _missing(what: str) -> tuple[str, str]:
    hindi, english = NO_WINDOW
    return hindi.format(hindi=what), english.format(english=what)
