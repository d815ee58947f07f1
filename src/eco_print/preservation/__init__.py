"""Preservation: what joins the archive to the stages that make and judge bulletins.

In: a `Built`, or somebody's PDF. Out: a `Deposit` (a SIP, in the terms of OAIS, ISO 14721), which
`ingest` puts into an archive with the corrections and the signature that come with it; and of
what is kept (the AIP), whether it conforms and its bag alone still makes the same bytes.

Nothing here speaks to a terminal: what there is to say is returned, or raised.
"""

from .deposits import deposit, with_archive_file
from .foreign import foreign_deposit
from .ingesting import Terms, ingest
from .judging import judge_bag
from .remaking import remake, verify

__all__ = [
    "Terms",
    "deposit",
    "foreign_deposit",
    "ingest",
    "judge_bag",
    "remake",
    "verify",
    "with_archive_file",
]
