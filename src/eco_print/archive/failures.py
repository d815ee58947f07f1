"""What the archive has to say when something is wrong, in both languages."""

from __future__ import annotations

import errno
from collections.abc import Sequence

from .. import wording
from ..diagnostics import Diagnostic, EcoPrintError, ExitCode, Text, error, warning

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
        finding = error(
            "archive-full",
            Text(
                zh=f"磁盘已满，没有入库：{location}",
                en=f"the disk is full, nothing was added: {location}",
            ),
            hint=Text(
                zh="已有的内容完好；腾出空间后再入库",
                en="what was there is untouched; make room and add again",
            ),
        )
    else:
        finding = error(
            "archive-unwritable",
            Text(
                zh=f"写不进档案库，没有入库：{location}",
                en=f"the archive cannot be written, nothing was added: {location}",
            ),
            hint=wording.because(reason),
        )
    return EcoPrintError(ExitCode.FILE_ACCESS, finding)


def kept_damaged(name: str) -> Diagnostic:
    """The same issue was to be added again, and what is kept of it is not sound."""
    return error(
        "entry-damaged",
        Text(
            zh=f"{name} 早已入库，但馆藏的那一袋已经损坏，没有重新入库",
            en=f"{name} was kept before, but its bag is damaged; nothing was added",
        ),
        hint=Text(
            zh="从备份取回；没有备份，就把这个档案袋移出档案库，再入库一次",
            en="bring it back from a copy; without one, move the bag out and add it again",
        ),
    )


def name_taken(name: str) -> EcoPrintError:
    """Another issue has the name: forty-eight bits of its identifier are the same."""
    return EcoPrintError(
        ExitCode.FILE_ACCESS,
        error(
            "entry-name-taken",
            Text(
                zh=f"另一份简报已用了 {name} 这个名称，没有入库",
                en=f"another issue has the name {name}; nothing was added",
            ),
            hint=Text(
                zh="标识的前十二位碰巧相同；请报告",
                en="the first twelve digits of their identifiers are the same; please report it",
            ),
        ),
    )


def not_reached(location: str, reason: Exception) -> EcoPrintError:
    return EcoPrintError(
        ExitCode.FILE_ACCESS,
        error(
            "archive-unreachable",
            Text(zh=f"读不到档案库：{location}", en=f"the archive cannot be read: {location}"),
            hint=wording.because(reason),
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
    said = wording.reason(detail)
    return error(
        "catalogue-damaged",
        Text(
            zh=f"目录损坏：{location}（{said.zh}）",
            en=f"the catalogue is damaged: {location} ({said.en})",
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


def catalogue_unusable(location: str, reason: Exception) -> EcoPrintError:
    return EcoPrintError(
        ExitCode.FILE_ACCESS,
        error(
            "catalogue-unusable",
            Text(zh=f"目录用不了：{location}", en=f"the catalogue cannot be used: {location}"),
            hint=wording.because(reason),
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


def no_openssl() -> EcoPrintError:
    return EcoPrintError(
        ExitCode.MISSING,
        error(
            "openssl-missing",
            Text(
                zh="签名要用 openssl，这台机器没有", en="signatures need openssl, which is missing"
            ),
            hint=Text(zh="apt-get install openssl", en="apt-get install openssl"),
        ),
    )


def signing_failed(reason: str) -> EcoPrintError:
    return EcoPrintError(
        ExitCode.SOURCE,
        error(
            "signing-failed",
            Text(zh=f"签名没有做成：{reason}", en=f"signing failed: {reason}"),
            hint=Text(
                zh="检查证书、私钥和口令；没有入库",
                en="check the certificate, the key and the passphrase; nothing was added",
            ),
        ),
    )


# -- handing out -------------------------------------------------------------------------------


def export_exists(path: str) -> EcoPrintError:
    return EcoPrintError(
        ExitCode.FILE_ACCESS,
        error(
            "export-exists",
            Text(zh=f"已经有了，不覆盖：{path}", en=f"it exists and is not overwritten: {path}"),
            hint=Text(zh="导出到另一个文件夹", en="export to another folder"),
        ),
    )


def export_failed(path: str, reason: Exception) -> EcoPrintError:
    return EcoPrintError(
        ExitCode.FILE_ACCESS,
        error(
            "output-unwritable",
            Text(zh=f"没有导出：{path}", en=f"nothing was exported to {path}"),
            hint=wording.because(reason),
        ),
    )
