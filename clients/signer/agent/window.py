"""The window that shows what is signed and takes the PIN: lines as JSON on stdin, the PIN on stdout."""

from __future__ import annotations

import json
import sys
import tkinter
from tkinter import ttk

from clients.signer.agent.prompt import WINDOW_DECLINED

WIDTH = 560


def ask(lines: list[str]) -> str | None:
    """The PIN, or None where the window was closed or declined."""
    root = tkinter.Tk()
    root.title("पत्रावली: हस्ताक्षर / Patravali: signature")
    root.attributes("-topmost", True)
    given: list[str] = []
    frame = ttk.Frame(root, padding=16)
    frame.grid()
    for line in lines:
        ttk.Label(frame, text=line, wraplength=WIDTH, justify="left").grid(sticky="w", pady=3, columnspan=2)
    ttk.Label(frame, text="टोकन का पिन / PIN of the token").grid(sticky="w", pady=(12, 2), columnspan=2)
    pin = ttk.Entry(frame, show="•", width=24)
    pin.grid(sticky="w", columnspan=2)

    def agree(event: object = None) -> None:
        given.append(pin.get())
        root.destroy()

    ttk.Button(frame, text="हस्ताक्षर करें / Sign", command=agree).grid(row=20, column=0, sticky="w", pady=(14, 0))
    ttk.Button(frame, text="मना करें / Decline", command=root.destroy).grid(row=20, column=1, sticky="e", pady=(14, 0))
    root.bind("<Return>", agree)
    root.bind("<Escape>", lambda event: root.destroy())
    pin.focus_force()
    root.mainloop()
    return given[0] if given and given[0] else None


def main() -> int:
    pin = ask([str(line) for line in json.load(sys.stdin)])
    if pin is None:
        return WINDOW_DECLINED
    sys.stdout.write(pin)
    return 0


if __name__ == "__main__":
    sys.exit(main())
