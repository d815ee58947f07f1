"""What the archive has to say when something is wrong, in both languages."""

from __future__ import annotations

import errno
from collections.abc import Sequence

from ..diagnostics import Diagnostic, EcoPrintError, ExitCode, Text, error, warning

# -- bags ----------------------------------------------------------------------------------


def file_changed(bag: str, path: str) -> Diagnostic:
    return error(
        "bag-file-changed",
        Text(
            zh=f"文件被改动：{path} 与两份校验清单都不符",
            en=f"a file was changed: {path} disagrees with both manifests",
        ),
        place=_place(bag, path),
        hint=_FROM_COPY,
    )


def file_missing(bag: str, path: str) -> Diagnostic:
    return error(
        "bag-file-missing",
        Text(zh=f"缺少文件：{path}", en=f"a file is missing: {path}"),
        place=_place(bag, path),
        hint=_FROM_COPY,
    )


def file_unlisted(bag: str, path: str) -> Diagnostic:
    return error(
        "bag-file-unlisted",
        Text(
            zh=f"多出文件：{path} 不在校验清单里",
            en=f"a file that no manifest lists: {path}",
        ),
        place=_place(bag, path),
        hint=Text(
            zh="它不是入库时的内容，移出档案袋后再校验",
            en="it was not taken in with the bag; move it out and verify again",
        ),
    )


def manifest_disagrees(bag: str, manifest: str, paths: Sequence[str]) -> Diagnostic:
    shown = ", ".join(paths[:3]) + (" …" if len(paths) > 3 else "")
    return error(
        "bag-file-changed",
        Text(
            zh=f"校验清单被改动：{manifest}，只有它对这些文件的说法不同：{shown}",
            en=f"a manifest was changed: {manifest} alone disagrees on {shown}",
        ),
        place=_place(bag, manifest),
        hint=_FROM_COPY,
    )


def file_malformed(bag: str, path: str) -> Diagnostic:
    return error(
        "bag-file-changed",
        Text(
            zh=f"文件被改动：{path} 的写法与封袋时不同",
            en=f"a file was changed: {path} is not in the form in which it was sealed",
        ),
        place=_place(bag, path),
        hint=_FROM_COPY,
    )


def bag_unreadable(bag: str, reason: Exception) -> Diagnostic:
    said = _reason(reason)
    return error(
        "bag-unreadable",
        Text(zh=f"档案袋读不出来：{bag}", en=f"the bag cannot be read: {bag}"),
        hint=Text(zh=f"原因：{said}", en=f"reason: {said}"),
    )


def serial_changed(bag: str) -> Diagnostic:
    return error(
        "bag-file-changed",
        Text(
            zh=f"档案袋的压缩包被改动：{bag}.zip，袋内文件完好，包装与封袋时不同",
            en=f"the serialised bag was changed: {bag}.zip; its files are sound, the wrapping "
            "is not what was sealed",
        ),
        place=Text(zh=f"{bag}.zip", en=f"{bag}.zip"),
        hint=_FROM_COPY,
    )


def record_differs(bag: str, said: str) -> Diagnostic:
    return error(
        "bag-misplaced",
        Text(
            zh=f"档案袋 {bag} 里的记录说自己是 {said}",
            en=f"the record in bag {bag} says that it is {said}",
        ),
        hint=Text(zh="档案袋被改了名，改回去", en="the bag was renamed: give it its name back"),
    )


_FROM_COPY = Text(
    zh="从备份取回这个档案袋；eco-print archive show 列出它应有的内容",
    en="bring the bag back from a copy; `eco-print archive show` lists what belongs in it",
)


def _place(bag: str, path: str) -> Text:
    return Text(zh=f"{bag}/{path}", en=f"{bag}/{path}")


# -- the archive as a place ------------------------------------------------------------------


def no_archive(location: str) -> EcoPrintError:
    return EcoPrintError(
        ExitCode.FILE_ACCESS,
        error(
            "archive-missing",
            Text(zh=f"这里没有档案库：{location}", en=f"there is no archive at {location}"),
            hint=Text(
                zh="第一次 archive add 或 build --archive 会建立它；检查 --archive 的写法",
                en="the first `archive add` or `build --archive` makes it; check --archive",
            ),
        ),
    )


def foreign_folder(location: str) -> EcoPrintError:
    return EcoPrintError(
        ExitCode.FILE_ACCESS,
        error(
            "archive-foreign",
            Text(
                zh=f"不是档案库，里面有别的东西：{location}",
                en=f"this is no archive, and other things are in it: {location}",
            ),
            hint=Text(zh="给一个空的或新的位置", en="name an empty or a new place"),
        ),
    )


def newer_archive(location: str, version: object) -> EcoPrintError:
    return EcoPrintError(
        ExitCode.FILE_ACCESS,
        error(
            "archive-newer",
            Text(
                zh=f"档案库的格式是第 {version} 版，本程序不认识：{location}",
                en=f"the archive at {location} has format {version}, unknown to this program",
            ),
            hint=Text(zh="用更新的 eco-print", en="use a newer eco-print"),
        ),
    )


def not_written(location: str, reason: Exception) -> EcoPrintError:
    """An entry that could not be taken in; nothing of it is left."""
    if isinstance(reason, OSError) and reason.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        code = "archive-full"
        text = Text(
            zh=f"磁盘已满，没有入库：{location}",
            en=f"the disk is full, nothing was added: {location}",
        )
        hint = Text(
            zh="已有的内容完好；腾出空间后再入库",
            en="what was there is untouched; make room and add again",
        )
    else:
        code = "archive-unwritable"
        text = Text(
            zh=f"写不进档案库，没有入库：{location}",
            en=f"the archive cannot be written, nothing was added: {location}",
        )
        said = _reason(reason)
        hint = Text(zh=f"原因：{said}", en=f"reason: {said}")
    return EcoPrintError(ExitCode.FILE_ACCESS, error(code, text, hint=hint))


def not_reached(location: str, reason: Exception) -> EcoPrintError:
    said = _reason(reason)
    return EcoPrintError(
        ExitCode.FILE_ACCESS,
        error(
            "archive-unreachable",
            Text(zh=f"读不到档案库：{location}", en=f"the archive cannot be read: {location}"),
            hint=Text(zh=f"原因：{said}", en=f"reason: {said}"),
        ),
    )


def no_driver(location: str, package: str) -> EcoPrintError:
    return EcoPrintError(
        ExitCode.MISSING,
        error(
            "archive-driver",
            Text(
                zh=f"打开 {location} 要先装一个包：{package}",
                en=f"{location} needs a package that is not installed: {package}",
            ),
            hint=Text(zh=f"pip install {package}", en=f"pip install {package}"),
        ),
    )


# -- the catalogue -----------------------------------------------------------------------------


def catalogue_damaged(location: str, detail: str) -> Diagnostic:
    return error(
        "catalogue-damaged",
        Text(
            zh=f"目录损坏：{location}（{detail}）",
            en=f"the catalogue is damaged: {location} ({detail})",
        ),
        hint=Text(
            zh="档案袋不受影响；eco-print archive reindex 由档案袋重建目录",
            en="the bags are not affected; `eco-print archive reindex` makes it anew from them",
        ),
    )


def catalogue_behind(name: str, cause: Diagnostic) -> Diagnostic:
    """The entry is kept, the catalogue could not take it."""
    return warning(
        "catalogue-behind",
        Text(
            zh=f"{name} 已入库，但目录没有写成：{cause.message.zh}",
            en=f"{name} is kept, but the catalogue could not be written: {cause.message.en}",
        ),
        hint=Text(
            zh="下次打开时会自动补上；目录损坏时用 eco-print archive reindex",
            en="the next opening makes up for it; if the catalogue is damaged, "
            "`eco-print archive reindex`",
        ),
    )


def catalogue_unusable(location: str, detail: str) -> EcoPrintError:
    return EcoPrintError(
        ExitCode.FILE_ACCESS,
        error(
            "catalogue-unusable",
            Text(zh=f"目录用不了：{location}", en=f"the catalogue cannot be used: {location}"),
            hint=Text(zh=f"原因：{detail}", en=f"reason: {detail}"),
        ),
    )


def catalogue_differs(name: str, what: str) -> Diagnostic:
    return error(
        "catalogue-differs",
        Text(
            zh=f"目录里 {name} 的内容与档案袋不符：{what}",
            en=f"the catalogue's entry of {name} is not what the bag says: {what}",
        ),
        hint=Text(
            zh="用 eco-print archive reindex 重建目录",
            en="make the catalogue anew with `eco-print archive reindex`",
        ),
    )


def bag_vanished(name: str) -> Diagnostic:
    return error(
        "bag-vanished",
        Text(
            zh=f"目录里有 {name}，档案袋却不见了",
            en=f"{name} is in the catalogue, but its bag is gone",
        ),
        hint=Text(zh="从备份取回", en="bring it back from a copy"),
    )


# -- requests ----------------------------------------------------------------------------------


def no_entry(key: str) -> EcoPrintError:
    return EcoPrintError(
        ExitCode.SOURCE,
        error(
            "entry-unknown",
            Text(zh=f"档案库里没有“{key}”", en=f"the archive has no “{key}”"),
            hint=Text(
                zh="用 eco-print archive list 或 search 查名称",
                en="find its name with `eco-print archive list` or `search`",
            ),
        ),
    )


def many_entries(key: str, names: Sequence[str]) -> EcoPrintError:
    shown = "、".join(names[:5])
    listed = ", ".join(names[:5])
    return EcoPrintError(
        ExitCode.SOURCE,
        error(
            "entry-ambiguous",
            Text(zh=f"“{key}”不止一件：{shown}", en=f"“{key}” is more than one: {listed}"),
            hint=Text(zh="写得更完整些", en="give more of the name"),
        ),
    )


def wrong_correction(zh: str, en: str) -> EcoPrintError:
    return EcoPrintError(ExitCode.SOURCE, error("correction-wrong", Text(zh=zh, en=en)))


def query_wrong(term: str) -> EcoPrintError:
    return EcoPrintError(
        ExitCode.SOURCE,
        error(
            "query-wrong",
            Text(zh=f"看不懂的日期或范围：{term}", en=f"not a date, number or range: {term}"),
            hint=Text(
                zh="写法：2023、2023-10、2023-10-24、2023-10..2023-12、第12期、第3-12期",
                en="write 2023, 2023-10, 2023-10-24, 2023-10..2023-12, 12 or 3..12",
            ),
        ),
    )


def _reason(reason: Exception) -> str:
    if isinstance(reason, OSError) and reason.strerror:
        return reason.strerror
    return str(reason) or type(reason).__name__
