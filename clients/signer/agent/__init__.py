"""The signer as an agent: a browser on this PC asks it to sign, the officer agrees here and gives the PIN here.

    python -m clients.signer serve --origin https://patravali.example.gov.in

``desk`` decides, ``door`` is HTTP on the loopback address and nothing else; ``prompt`` and ``pinentry`` ask the
officer, and ``usual`` says which of them.
"""

from clients.signer.agent.desk import Agent, Drawer
from clients.signer.agent.door import DEFAULT_PORT, Door
from clients.signer.agent.prompt import PinFile, Prompt, Question
from clients.signer.agent.usual import usual_prompt

__all__ = ["DEFAULT_PORT", "Agent", "Door", "Drawer", "PinFile", "Prompt", "Question", "usual_prompt"]
