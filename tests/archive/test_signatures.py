"""A detached signature over the manifest: made, found to hold, and found not to."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from archive.deposits import deposit
from eco_print import EcoPrintError
from eco_print.archive import Archive, Means, open_archive, verify
from eco_print.archive.bag import SIGNATURE, SIGNED
from eco_print.archive.signature import sign


@dataclass(frozen=True)
class Signer:
    certificate: Path
    key: Path


def openssl(*arguments: object) -> None:
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)


def signer(folder: Path, name: str, algorithm: str = "rsa:2048", password: str = "") -> Signer:
    made = Signer(folder / f"{name}.pem", folder / f"{name}.key")
    locked = ["-passout", f"pass:{password}"] if password else ["-nodes"]
    openssl(
        *("req", "-x509", "-newkey", algorithm, *locked, "-utf8", "-subj", f"/CN={name}"),
        *(("-pkeyopt", "ec_paramgen_curve:P-256") if algorithm == "ec" else ()),
        *("-days", "2", "-keyout", made.key, "-out", made.certificate),
    )
    return made


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    return signer(tmp_path_factory.mktemp("keys"), "市委办公室")


@pytest.fixture(scope="module")
def signed(
    office: Signer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Archive, str]]:
    with open_archive(tmp_path_factory.mktemp("signed") / "a", create=True) as archive:
        added = archive.add(
            deposit(1), sign=lambda data: sign(data, office.certificate, office.key)
        )
        yield archive, added.record.name


def test_a_signature_lies_in_the_bag_and_holds(signed: tuple[Archive, str]) -> None:
    archive, name = signed
    verdict = verify(archive, name, Means())
    assert verdict.passed
    (finding,) = verdict.findings
    assert finding.code == "signature-holds"
    assert "市委办公室" in finding.message.zh


def test_the_log_tells_of_the_signature(signed: tuple[Archive, str]) -> None:
    archive, name = signed
    events = archive.past(archive.record(name)).log.events
    (event,) = [each for each in events if each.kind == "digital signature generation"]
    assert SIGNATURE in event.detail and SIGNED in event.detail


def test_openssl_alone_can_verify_it(signed: tuple[Archive, str], office: Signer) -> None:
    archive, name = signed
    bag = Path(archive.location, "bags", name)
    openssl(
        *("cms", "-verify", "-binary", "-inform", "DER", "-in", bag / SIGNATURE),
        *("-content", bag / SIGNED, "-CAfile", office.certificate, "-purpose", "any"),
        *("-out", "/dev/null"),
    )


def test_only_signers_that_are_trusted_pass(
    signed: tuple[Archive, str], office: Signer, tmp_path: Path
) -> None:
    archive, name = signed
    assert verify(archive, name, Means(authority=office.certificate)).passed
    stranger = signer(tmp_path, "别人")
    verdict = verify(archive, name, Means(authority=stranger.certificate))
    assert [f.code for f in verdict.findings] == ["signature-wrong"]


def test_a_signature_of_other_contents_does_not_hold(office: Signer, archive: Archive) -> None:
    """Even where the bag is sealed anew around it."""
    name = archive.add(
        deposit(1), sign=lambda _: sign(b"another manifest", office.certificate, office.key)
    ).record.name
    verdict = verify(archive, name, Means())
    assert [f.code for f in verdict.findings] == ["signature-wrong"]


@pytest.mark.parametrize(("algorithm", "password"), [("ec", ""), ("rsa:2048", "口令")])
def test_other_keys_and_locked_ones_sign(
    tmp_path: Path, archive: Archive, algorithm: str, password: str
) -> None:
    one = signer(tmp_path, "office", algorithm, password)
    name = archive.add(
        deposit(1), sign=lambda data: sign(data, one.certificate, one.key, password)
    ).record.name
    assert verify(archive, name, Means(authority=one.certificate)).passed


def test_what_cannot_be_signed_is_not_added(office: Signer, archive: Archive) -> None:
    with pytest.raises(EcoPrintError) as caught:
        archive.add(
            deposit(1), sign=lambda data: sign(data, office.certificate, office.certificate)
        )
    assert caught.value.findings[0].code == "signing-failed"
    assert archive.names() == ()


def test_a_machine_without_openssl_says_so(
    signed: tuple[Archive, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, name = signed
    monkeypatch.setenv("PATH", "/nonexistent")
    verdict = verify(archive, name, Means())
    assert [f.code for f in verdict.findings] == ["openssl-missing"]
