"""A detached signature over a bag's payload manifest: CMS (RFC 5652), by way of OpenSSL.

In: the manifest's bytes, a certificate and its key. Out: the signature, as it lies in the bag
with the certificate inside. The key may be of any kind that OpenSSL knows (RSA, ECDSA, SM2).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from . import failures

_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Verified:
    """Whether a signature is over these bytes, and by whom; `why` when it is not."""

    valid: bool
    signer: str = ""
    why: str = ""


def sign(manifest: bytes, certificate: Path, key: Path, passphrase: str = "") -> bytes:
    """The signature over a manifest. `passphrase` unlocks the key, when it is locked.

    Raises:
        EcoPrintError: `signing-failed`, or `openssl-missing`.
    """
    arguments = ["-sign", "-binary", "-outform", "DER", "-md", "sha512"]
    arguments += ["-signer", str(certificate), "-inkey", str(key), "-passin", "env:ECO_PRINT_PASS"]
    done = _cms(arguments, manifest, passphrase)
    if done.returncode != 0:
        raise failures.signing_failed(_reason(done.stderr))
    return done.stdout


def verify(manifest: bytes, signature: bytes, authority: Path | None = None) -> Verified:
    """Whether `signature` is over `manifest`.

    With `authority`, a file of trusted certificates, the signer's must also come from them.
    When it was valid is not asked: a signature outlives its certificate.

    Raises:
        EcoPrintError: `openssl-missing`.
    """
    with tempfile.TemporaryDirectory(prefix="eco-print-") as folder:
        signed, signers = Path(folder, "signature"), Path(folder, "signers")
        signed.write_bytes(signature)
        arguments = ["-verify", "-binary", "-inform", "DER", "-in", str(signed)]
        arguments += ["-content", "/dev/stdin", "-signer", str(signers), "-purpose", "any"]
        arguments += ["-no_check_time"] if authority else ["-noverify"]
        arguments += ["-CAfile", str(authority)] if authority else []
        done = _cms(arguments, manifest)
        if done.returncode != 0:
            return Verified(False, why=_reason(done.stderr))
        return Verified(True, signer=_subject(signers))


def _subject(certificate: Path) -> str:
    form = ["-subject", "-nameopt", "RFC2253,utf8,-esc_msb"]
    done = _openssl(["x509", "-noout", *form, "-in", str(certificate)])
    return done.stdout.decode("utf-8", "replace").strip().removeprefix("subject=").strip()


def _cms(
    arguments: Sequence[str], data: bytes, passphrase: str = ""
) -> subprocess.CompletedProcess[bytes]:
    return _openssl(["cms", *arguments], data, passphrase)


def _openssl(
    arguments: Sequence[str], data: bytes = b"", passphrase: str = ""
) -> subprocess.CompletedProcess[bytes]:
    program = shutil.which("openssl")
    if program is None:
        raise failures.no_openssl()
    return subprocess.run(
        [program, *arguments],
        input=data,
        capture_output=True,
        check=False,
        timeout=_SECONDS,
        env={**os.environ, "ECO_PRINT_PASS": passphrase},
    )


def _reason(said: bytes) -> str:
    lines = [line for line in said.decode("utf-8", "replace").splitlines() if line.strip()]
    return (lines[-1] if lines else "openssl")[:300]
