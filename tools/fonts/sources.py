"""The packages that the faces are made from, pinned by version and sha256.

In: nothing but this list. Out: the folder of an unpacked package, checked. A package is taken
from a folder of .deb files when it lies there, else `apt-get download` brings it.
"""

from __future__ import annotations

import hashlib
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Package:
    """One Debian package: its exact version, and the sha256 of the .deb."""

    name: str
    version: str
    sha256: str
    upstream: str


PACKAGES = {
    package.name: package
    for package in (
        Package(
            "texlive-lang-chinese",
            "2022.20230122-1",
            "9cfa07bd44e7b9098e26f0ecac1b5ad210d2249d474c8074d53de92d650b0ec0",
            "https://ctan.org/pkg/fandol",
        ),
        Package(
            "fonts-cwtex-fs",
            "1.0-4",
            "94b4ce9d2fd613e04bcf2e293011ca5099b43d8a8a97c090580fe25d31845850",
            "http://cle.linux.org.tw/fonts/cwttf/",
        ),
        Package(
            "fonts-lxgw-wenkai",
            "1.250+repack-1",
            "6d1e4c4aac78ad32062aefa2c836ee4d6e58f9dcf8b3f4407c9eefe304615318",
            "https://github.com/lxgw/LxgwWenKai",
        ),
        Package(
            "fonts-noto-cjk",
            "1:20220127+repack1-1",
            "4a2515eb6db3978b897fef9709ed0d2b1f4c6c4df4d83d6c4ef65f71f1b1f502",
            "https://github.com/notofonts/noto-cjk",
        ),
        Package(
            "fonts-noto-cjk-extra",
            "1:20220127+repack1-1",
            "5f6536c99f9b3d77a3c383c3f1544f6d49350e7f20832c4c979af0e33f603cb5",
            "https://github.com/notofonts/noto-cjk",
        ),
        Package(
            "fonts-hanazono",
            "20170904-2.1",
            "a6943366b4f5a6cec34221f8b4eb22555a628f0ee6ef4e3d3401cabe9363aeae",
            "http://fonts.jp/hanazono/",
        ),
        Package(
            "fonts-dejavu-core",
            "2.37-6",
            "8892669e51aab4dc56682c8e39d8ddb7d70fad83c369344e1e240bf3ca22bb76",
            "https://dejavu-fonts.github.io/",
        ),
        Package(
            "fonts-liberation2",
            "2.1.5-1",
            "35ffaa54f117e633e89a5da89af235a073b34dbe582726fbf6989568f7fd9bda",
            "https://github.com/liberationfonts/liberation-fonts",
        ),
        Package(
            "unicode-data",
            "15.0.0-1",
            "5efef23bbb1c6a133ecbdd63a2cfa07159ccacf5466a49e2426101c5ecd691fc",
            "https://www.unicode.org/ucd/",
        ),
    )
}


def sha256(path: Path) -> str:
    """The sha256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def unpack(package: Package, work: Path) -> Path:
    """The folder that holds the unpacked package, under `work`; raises SystemExit on a mismatch."""
    folder = work / "unpacked" / f"{package.name}_{package.sha256[:12]}"
    if not folder.exists():
        deb = _deb(package, work / "debs")
        partial = folder.with_suffix(".partial")
        partial.mkdir(parents=True, exist_ok=True)
        subprocess.run(["dpkg", "-x", deb, partial], check=True)
        partial.rename(folder)
    return folder


def _deb(package: Package, debs: Path) -> Path:
    debs.mkdir(parents=True, exist_ok=True)
    name = f"{package.name}_{package.version.replace(':', '%3a')}_all.deb"
    if not (debs / name).exists():
        wanted = f"{package.name}={package.version}"
        subprocess.run(["apt-get", "download", wanted], cwd=debs, check=True)
    if (found := sha256(debs / name)) != package.sha256:
        raise SystemExit(f"{name}: sha256 is {found}, not {package.sha256}")
    return debs / name
