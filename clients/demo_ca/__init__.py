"""A certifying authority and officers' tokens for demonstrations, made at run time in one private directory.

    home = DemoHome(Path(".patravali/demo-ca"))
    officer = home.officer("Anita Rawat", organisation="Collectorate Dehradun")
    with officer.open_token() as token:
        ...

Nothing here is secret worth keeping and nothing here is trusted anywhere but where ``<dir>/trust`` is configured.
"""

from clients.demo_ca.authority import Authority, SubjectName
from clients.demo_ca.home import DemoHome, DemoOfficer, SoftHsmMissing

__all__ = ["Authority", "DemoHome", "DemoOfficer", "SoftHsmMissing", "SubjectName"]
