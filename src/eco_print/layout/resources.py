"""The one gate through which layout reads anything: sheets, pictures, faces, attachments.

It reads from the template's folders, from the report's folder (pictures only), and from what
came inside the report; it follows no link out of them and never uses a network. Whatever it
refuses or cannot read becomes a finding, and whatever it read is on record: the preview
watches that list, and the archive keeps it.
"""

from __future__ import annotations

import mimetypes
import warnings
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from msgspec import Struct
from PIL import Image
from weasyprint.urls import URLFetcher, URLFetcherResponse

from ..diagnostics import Diagnostic, Text, error
from ..markup import ASSET_SCHEME, Markup
from ..wording import reason
from .pictures import damage, paintable

PICTURE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".tif", ".tiff", ".svg"})
_DAMAGED = Text(zh="文件可能损坏", en="the file may be damaged")


class Limits(Struct, frozen=True):
    """What one picture or file may cost. Pixels are counted before anything is unpacked."""

    file_bytes: int = 64 * 1024 * 1024
    picture_pixels: int = 120_000_000


class RefusedError(ValueError):
    """A file that the gate does not hand out; carries the finding that says why."""

    def __init__(self, finding: Diagnostic) -> None:
        super().__init__(finding.message.en)
        self.finding = finding


class ResourceGate(URLFetcher):  # type: ignore[misc]
    """A fetcher for the engine that reads only what belongs to one document."""

    def __init__(self, markup: Markup, limits: Limits) -> None:
        super().__init__(allowed_protocols=("file",), allow_redirects=False)
        self._markup = markup
        self._limits = limits
        self._assets = {asset.name: asset for asset in markup.assets}
        self._template_roots = tuple(folder.resolve() for folder in markup.template_folders)
        self._fetched: dict[Path, None] = {}
        self._missed: dict[Path, None] = {}
        self._refusals: list[tuple[str, Diagnostic]] = []
        self.refused: set[str] = set()
        self.opened: dict[str, Path] = {}

    @property
    def fetched(self) -> tuple[Path, ...]:
        """Every file that was read, in the order of first use."""
        return tuple(self._fetched)

    @property
    def missed(self) -> tuple[Path, ...]:
        """Every file that was asked for and could not be read."""
        return tuple(self._missed)

    @property
    def refusals(self) -> tuple[tuple[str, Diagnostic], ...]:
        """Every address that was refused, with the finding that says why."""
        return tuple(self._refusals)

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002
        """The file behind an address.

        Raises:
            ValueError: when the address lies outside, or the file is missing or too large. The
                engine logs it with the address and goes on; the finding is kept.
        """
        try:
            return self._open(url)
        except RefusedError as refusal:
            if url not in self.refused:
                self._refusals.append((url, refusal.finding))
            self.refused.add(url)
            raise ValueError(f"refused: {url}") from refusal

    def _open(self, url: str) -> URLFetcherResponse:
        parts = urlsplit(url)
        match parts.scheme:
            case "asset":
                return self._asset(url, unquote(parts.path))
            case "picture":
                return self._picture(url, unquote(url.partition(":")[2]))
            case "file":
                return self._template_file(url, Path(url2pathname(parts.path)))
            case "data":
                return self._inline(url)
        raise RefusedError(_forbidden(url))

    def _asset(self, url: str, name: str) -> URLFetcherResponse:
        asset = self._assets.get(name)
        if asset is None:
            raise RefusedError(_missing(url, name))
        data = self._checked_picture(name, asset.data)
        return URLFetcherResponse(url, data, {"Content-Type": asset.media_type})

    def _picture(self, url: str, target: str) -> URLFetcherResponse:
        folder = self._markup.picture_folder
        if folder is None or not target or urlsplit(target).scheme:
            raise RefusedError(_forbidden(target or url))
        path = (folder / target).resolve()
        if not path.is_relative_to(folder.resolve()) or path.suffix.lower() not in PICTURE_SUFFIXES:
            raise RefusedError(_forbidden(target))
        return self._read(url, path, target)

    def _template_file(self, url: str, path: Path) -> URLFetcherResponse:
        found = self._within_templates(path.resolve())
        if found is None:
            raise RefusedError(_forbidden(url))
        return self._read(url, found, found.name)

    def _within_templates(self, path: Path) -> Path | None:
        """The file a path means: a template's own, or the same file of one that it extends.

        `../bulletin/style.css` is a file of the template bulletin when that is extended,
        wherever it lies.
        """
        roots = self._template_roots
        named = (roots[0].parent / root.name for root in roots)
        for index, (root, name) in enumerate(zip(roots, named, strict=True)):
            inside = next(
                (path.relative_to(f) for f in (root, name) if path.is_relative_to(f)), None
            )
            if inside is not None:
                candidates = [each / inside for each in roots[index:]]
                return next((each for each in candidates if each.is_file()), root / inside)
        return None

    def _inline(self, url: str) -> URLFetcherResponse:
        if len(url) > self._limits.file_bytes:
            raise RefusedError(_too_large("data:", len(url), self._limits.file_bytes))
        response = URLFetcher(allowed_protocols=("data",)).fetch(url)
        data = response.read()
        if response.content_type.startswith("image/"):
            data = self._checked_picture("data:", data)
        return URLFetcherResponse("data:", data, {"Content-Type": response.content_type})

    def _read(self, url: str, path: Path, name: str) -> URLFetcherResponse:
        try:
            size = path.stat().st_size
            if size > self._limits.file_bytes:
                raise RefusedError(_too_large(name, size, self._limits.file_bytes))
            data = path.read_bytes()
        except OSError as problem:
            self._missed[path] = None
            raise RefusedError(_missing(url, name)) from problem
        self._fetched[path] = None
        self.opened[url] = path
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        address = path.as_uri()
        if path.suffix.lower() in PICTURE_SUFFIXES:
            original, data = data, self._checked_picture(name, data)
            if data is not original:
                address = "data:"  # or the engine would read the file itself
        return URLFetcherResponse(address, data, {"Content-Type": kind})

    def _checked_picture(self, name: str, data: bytes) -> bytes:
        """A picture that is not too large, as the engine can paint it."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", Image.DecompressionBombWarning)
                with Image.open(BytesIO(data)) as picture:
                    width, height = picture.size
        except Image.DecompressionBombError as problem:
            raise RefusedError(
                _too_many_pixels(name, None, self._limits.picture_pixels)
            ) from problem
        except (OSError, ValueError, SyntaxError) as problem:
            if _looks_like_svg(data):
                return data
            raise RefusedError(unreadable_picture(name, _DAMAGED)) from problem
        if width * height > self._limits.picture_pixels:
            raise RefusedError(_too_many_pixels(name, (width, height), self._limits.picture_pixels))
        if wrong := damage(data):
            raise RefusedError(unreadable_picture(name, reason(wrong)))
        return paintable(data)


def _looks_like_svg(data: bytes) -> bool:
    return b"<svg" in data[:4096]


def _forbidden(address: str) -> Diagnostic:
    return error(
        "resource-forbidden",
        Text(
            zh=f"不许读取：{address}",
            en=f"reading this is not allowed: {address}",
        ),
        hint=Text(
            zh="只能用模板文件夹里的文件、报告所在文件夹里的图片和随程序的字体；"
            "把文件放进去，用相对路径引用。网络地址一概不读",
            en="only files in the template's folder, pictures in the report's folder and the "
            "shipped fonts can be used: put the file there and refer to it by a relative path; "
            f"no network address is ever read (the {ASSET_SCHEME}: scheme is for pictures inside "
            "a report)",
        ),
    )


def _missing(url: str, name: str) -> Diagnostic:
    return error(
        "resource-missing",
        Text(zh=f"找不到文件：{name}", en=f"file not found: {name}"),
        hint=Text(
            zh=f"把文件放到这个地方，或删去引用；引用处的地址是 {url.removeprefix('picture:')}",
            en=f"put the file there, or take the reference out; it was asked for as "
            f"{url.removeprefix('picture:')}",
        ),
    )


def unreadable_picture(name: str, why: Text) -> Diagnostic:
    """The finding for a picture of which nothing can be made."""
    return error(
        "picture-unreadable",
        Text(zh=f"图片读不出来：{name}", en=f"the picture cannot be read: {name}"),
        hint=Text(
            zh=f"{why.zh}；重新拷贝一份，或另存为 PNG、JPEG 再试",
            en=f"{why.en}; copy it again, or save it as PNG or JPEG",
        ),
    )


def _too_large(name: str, size: int, limit: int) -> Diagnostic:
    return error(
        "resource-too-large",
        Text(
            zh=f"文件太大：{name}，{size / 1e6:.0f} MB，上限 {limit / 1e6:.0f} MB",
            en=f"the file is too large: {name}, {size / 1e6:.0f} MB, limit {limit / 1e6:.0f} MB",
        ),
    )


def _too_many_pixels(name: str, size: tuple[int, int] | None, limit: int) -> Diagnostic:
    measured = f"{size[0]} × {size[1]}" if size else "?"
    return error(
        "picture-too-large",
        Text(
            zh=f"图片像素太多：{name}，{measured}，上限 {limit / 1e6:.0f} 百万像素",
            en=f"the picture has too many pixels: {name}, {measured}, limit {limit / 1e6:.0f} M",
        ),
        hint=Text(
            zh="A4 满版 350 ppi 约需 1200 万像素；先缩小图片",
            en="a full A4 page at 350 ppi takes some 12 million pixels; scale the picture down",
        ),
    )
