"""Taking an issue in: a deposit is put into an archive, with what it corrects and who signs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..archive import Act, Action, Added, Archive, Deposit


@dataclass(frozen=True, slots=True)
class Terms:
    """What goes with an issue into the archive: what it replaces and why, who signs.

    `supersedes` names an entry, by any of its names; `certificate` and `key` are PEM files.
    """

    supersedes: str | None = None
    reason: str = ""
    certificate: Path | None = None
    key: Path | None = None
    passphrase: str = field(default="", repr=False)

    def acts(self, archive: Archive) -> tuple[Act, ...]:
        """The corrections that come with the issue.

        Raises:
            EcoPrintError: as `Archive.correction`.
        """
        if self.supersedes is None:
            return ()
        return (archive.correction(Action.SUPERSEDE, self.supersedes, self.reason),)

    def signer(self) -> Callable[[bytes], bytes] | None:
        """What signs the manifest, when somebody does."""
        if self.certificate is None or self.key is None:
            return None
        from ..archive.signature import sign

        certificate, key = self.certificate, self.key
        return lambda manifest: sign(manifest, certificate, key, self.passphrase)


def ingest(deposit: Deposit, archive: Archive, terms: Terms | None = None) -> Added:
    """Put a deposit into an archive. The same issue is kept once, however often it comes.

    The findings are the deposit's and those of the archive.

    Raises:
        EcoPrintError: as `Archive.add`; `entry-unknown`, `entry-ambiguous` or
            `correction-wrong` for what it is to replace; `signature-…`. Nothing was added then.
    """
    terms = terms or Terms()
    added = archive.add(deposit, terms.acts(archive), terms.signer())
    return replace(added, findings=(*deposit.findings, *added.findings))
