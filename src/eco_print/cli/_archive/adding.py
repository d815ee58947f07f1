"""Keeping what was built: judged, made a deposit of, and put into its archive."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ...archive import Act, Action, Added, Archive, Deposit, open_archive
from ...config import Config
from ...diagnostics import Diagnostic, EcoPrintError, ExitCode, Severity, Text, warning
from ...pipeline import Built, preflight_limits
from ...preflight import PreflightReport
from ...profile import Profile
from .keeping import deposit
from .place import required
from .remaking import judge


@dataclass(frozen=True, slots=True)
class Terms:
    """What goes with an issue into the archive: what it replaces and why, who signs."""

    supersedes: str | None = None
    reason: str = ""
    certificate: Path | None = None
    key: Path | None = None
    passphrase: str = field(default="", repr=False)

    def acts(self, archive: Archive) -> tuple[Act, ...]:
        """The corrections that come with the issue. Raises EcoPrintError."""
        if self.supersedes is None:
            return ()
        return (archive.correction(Action.SUPERSEDE, self.supersedes, self.reason),)

    def signer(self) -> Callable[[bytes], bytes] | None:
        """What signs the manifest, when somebody does."""
        if self.certificate is None or self.key is None:
            return None
        from ...archive.signature import sign

        certificate, key = self.certificate, self.key
        return lambda manifest: sign(manifest, certificate, key, self.passphrase)


@dataclass(slots=True)
class Keepers:
    """The archives of a run. `location` is what --archive said, "" for the settings' own."""

    location: str
    terms: Terms = field(default_factory=Terms)
    _open: dict[str, Archive] = field(default_factory=dict)

    def asked(self, config: Config) -> Config:
        """The settings with the archive file among what is made."""
        required(self.location or config.archive)
        if Profile.ARCHIVE in config.profiles:
            return config
        return replace(config, profiles=(*config.profiles, Profile.ARCHIVE))

    def keep(self, built: Built, config: Config) -> Added:
        """Put an issue into its archive.

        Raises:
            EcoPrintError: `archive-…`; under --strict also when the archive file does not
                conform, with exit code 4.
        """
        products = {product.profile: product.data for product in built.products}
        reports = judge(products, preflight_limits(config))
        findings = _verdict(reports)
        if findings and config.strict:
            raise EcoPrintError(ExitCode.PREFLIGHT, *findings)
        added = self.put(deposit(built, self.asked(config), reports), config)
        return replace(added, findings=(*findings, *added.findings))

    def put(self, made: Deposit, config: Config) -> Added:
        """Put a deposit into the archive of the settings. Raises EcoPrintError: `archive-…`."""
        archive = self._archive(required(self.location or config.archive))
        return archive.add(made, self.terms.acts(archive), self.terms.signer())

    def _archive(self, location: str) -> Archive:
        if location not in self._open:
            self._open[location] = open_archive(location, create=True)
        return self._open[location]


def _verdict(reports: Mapping[Profile, PreflightReport]) -> tuple[Diagnostic, ...]:
    """That the archive file does not conform, and why; nothing when it does."""
    report = reports.get(Profile.ARCHIVE)
    if report is None or report.passed:
        return ()
    errors = [f for f in report.diagnostics if f.severity is Severity.ERROR]
    codes = ", ".join(dict.fromkeys(finding.code for finding in errors))
    told = warning(
        "archive-nonconforming",
        Text(
            zh=f"存档文件不合规，照样入库并记录在案：{codes}",
            en=f"the archive file does not conform; it is kept, and the fact with it: {codes}",
        ),
        hint=Text(
            zh="改正后再入库一份替代它；--strict 则拒收",
            en="mend it and keep another in its place; --strict refuses it",
        ),
    )
    return (told, *(replace(finding, severity=Severity.WARNING) for finding in errors))
