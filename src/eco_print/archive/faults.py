"""What can be wrong with a bag, as findings in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from ..diagnostics import Diagnostic, EcoPrintError, ExitCode, Text, error, note
from ..wording import because
from ..wording import reason as because_of


def file_changed(bag: str, path: str) -> Diagnostic:
    return error(
        "bag-file-changed",
        Text(
            zh=f"文件被改动：{shown(path)} 与两份校验清单都不符",
            en=f"a file was changed: {shown(path)} disagrees with both manifests",
        ),
        place=_place(bag, path),
        hint=_FROM_COPY,
    )


def file_missing(bag: str, path: str) -> Diagnostic:
    return error(
        "bag-file-missing",
        Text(zh=f"缺少文件：{shown(path)}", en=f"a file is missing: {shown(path)}"),
        place=_place(bag, path),
        hint=_FROM_COPY,
    )


def file_renamed(bag: str, path: str) -> Diagnostic:
    """The file is there under a name that looks the same: some copying does that."""
    return error(
        "bag-file-renamed",
        Text(
            zh=f"文件名换了 Unicode 规范形式，内容待核：{shown(path)}",
            en=f"a file's name was written in another Unicode normalization: {shown(path)}",
        ),
        place=_place(bag, path),
        hint=Text(
            zh="文件系统或复制工具改写了文件名；按校验清单里的写法改回",
            en="a file system or a copying tool did that; give it back the name in the manifest",
        ),
    )


def file_unreadable(bag: str, path: str, reason: Exception) -> Diagnostic:
    return error(
        "bag-file-unreadable",
        Text(zh=f"文件读不出来：{shown(path)}", en=f"a file cannot be read: {shown(path)}"),
        place=_place(bag, path),
        hint=because(reason),
    )


def file_unlisted(bag: str, path: str) -> Diagnostic:
    return error(
        "bag-file-unlisted",
        Text(
            zh=f"多出文件：{shown(path)} 不在校验清单里",
            en=f"a file that no manifest lists: {shown(path)}",
        ),
        place=_place(bag, path),
        hint=Text(
            zh="它不是入库时的内容，移出档案袋后再校验",
            en="it was not taken in with the bag; move it out and verify again",
        ),
    )


def manifest_disagrees(bag: str, manifest: str, paths: Sequence[str]) -> Diagnostic:
    listed = ", ".join(map(shown, paths[:3])) + (" …" if len(paths) > 3 else "")
    return error(
        "bag-file-changed",
        Text(
            zh=f"校验清单被改动：{manifest}，只有它对这些文件的说法不同：{listed}",
            en=f"a manifest was changed: {manifest} alone disagrees on {listed}",
        ),
        place=_place(bag, manifest),
        hint=_FROM_COPY,
    )


def file_malformed(bag: str, path: str) -> Diagnostic:
    return error(
        "bag-file-changed",
        Text(
            zh=f"文件被改动：{shown(path)} 的写法与封袋时不同",
            en=f"a file was changed: {shown(path)} is not in the form in which it was sealed",
        ),
        place=_place(bag, path),
        hint=_FROM_COPY,
    )


def bag_unreadable(bag: str, reason: Exception) -> Diagnostic:
    return error(
        "bag-unreadable",
        Text(zh=f"档案袋读不出来：{shown(bag)}", en=f"the bag cannot be read: {shown(bag)}"),
        hint=because(reason),
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
    place = shown(f"{bag}/{path}")
    return Text(zh=place, en=place)


def shown(name: str) -> str:
    """A file's name as it may be shown: what a stranger put in it cannot act on a terminal."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in name
    )


def signature_wrong(bag: str, reason: str) -> Diagnostic:
    return error(
        "signature-wrong",
        Text(zh=f"签名不成立：{reason}", en=f"the signature does not hold: {reason}"),
        place=_place(bag, "signature/manifest-sha512.txt.p7s"),
    )


def rebuilt_differs(bag: str, path: str, detail: Text) -> Diagnostic:
    return error(
        "rebuild-differs",
        Text(
            zh=f"重做的 {path} 与馆藏不同：{detail.zh}",
            en=f"{path} made again is not the one kept: {detail.en}",
        ),
        place=_place(bag, path),
    )


def rebuilt_looks(bag: str, path: str, looks: Text) -> Diagnostic:
    """How the pages compare to the eye, where the bytes differ."""
    return note(
        "rebuild-looks",
        Text(zh=f"重做的 {path}：{looks.zh}", en=f"{path} made again: {looks.en}"),
        place=_place(bag, path),
    )


def rebuild_impossible(path: str, reason: Exception | str) -> EcoPrintError:
    """What the bag says of its making cannot be followed."""
    why = because_of(reason)
    return EcoPrintError(
        ExitCode.SOURCE,
        error(
            "rebuild-impossible",
            Text(
                zh=f"无法重做：{path}（{why.zh}）",
                en=f"it cannot be made again: {path} ({why.en})",
            ),
        ),
    )


def rebuilt_by_others(changes: Sequence[Text]) -> Diagnostic:
    """Why a file made again differs: what it was made with is not what there is now."""
    listed_zh = "；".join(change.zh for change in changes[:12])
    listed = "; ".join(change.en for change in changes[:12])
    return note(
        "rebuild-environment",
        Text(
            zh=f"不是损坏的证据：现在的程序不是制作它的程序。不同的有：{listed_zh}",
            en="no sign of damage: what it is made with now is not what it was made with. "
            f"Different are: {listed}",
        ),
        hint=Text(
            zh="装上袋中 data/build.json 所记的版本再校验，就能得到同样的字节",
            en="verify with the versions that data/build.json in the bag records, to get the "
            "same bytes",
        ),
    )


def rebuilt_unexplained() -> Diagnostic:
    return note(
        "rebuild-unexplained",
        Text(
            zh="版本、字体、设置都与制作时相同：这是我们的问题，请报告",
            en="versions, faces and settings are those it was made with: this is our fault, "
            "please report it",
        ),
    )


def signed_by(bag: str, signer: str) -> Diagnostic:
    return note(
        "signature-holds",
        Text(zh=f"签名成立，签名人 {signer}", en=f"the signature holds; signed by {signer}"),
        place=_place(bag, "signature/manifest-sha512.txt.p7s"),
    )
