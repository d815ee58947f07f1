"""The archives that a run of reports is kept in."""

from __future__ import annotations

from contextlib import ExitStack
from types import TracebackType

from ...archive import Added, Archive, Deposit, open_archive
from ...config import Config
from ...pipeline import Built
from ...preservation import Terms, deposit, ingest, with_archive_file
from .place import required


class Keepers:
    """Archives that are opened when the first issue comes for them, and closed with the block.

    `location` is what --archive said, "" for the settings' own.
    """

    def __init__(self, location: str, terms: Terms | None = None) -> None:
        self._location = location
        self._terms = terms
        self._open: dict[str, Archive] = {}
        self._closing = ExitStack()

    def __enter__(self) -> Keepers:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.clear()
        self._closing.__exit__(kind, problem, trace)

    def asked(self, config: Config) -> Config:
        """The settings with the archive file among what is made.

        Raises:
            click.UsageError: no archive is named anywhere.
        """
        required(self._location or config.archive)
        return with_archive_file(config)

    def keep(self, built: Built, config: Config) -> Added:
        """Put what was built with these settings into its archive.

        Raises:
            EcoPrintError: as `deposit`, `open_archive` and `ingest`.
        """
        return self.put(deposit(built, config), config)

    def put(self, made: Deposit, config: Config) -> Added:
        """Put a deposit into the archive of these settings.

        Raises:
            EcoPrintError: as `open_archive` and `ingest`.
        """
        archive = self._archive(required(self._location or config.archive))
        return ingest(made, archive, self._terms)

    def _archive(self, location: str) -> Archive:
        if location not in self._open:
            archive = open_archive(location, create=True)
            self._open[location] = self._closing.enter_context(archive)
        return self._open[location]
