"""Ink broken on purpose: black of several inks, overprint, too much of it."""

from __future__ import annotations

from pikepdf import Array, Name, Pdf

from preflight.sound import added, picture, rectangle

from .edits import Case, both, cell, drawn, ext_state, resource, words

RICH = b"/Knock gs 0.6 0.5 0.4 1 k 0.6 0.5 0.4 1 K"


def dark_picture(pdf: Pdf) -> None:
    pdf.pages[0].obj.Resources.XObject.Dark = picture(pdf, 240, b"\xff\xff\xff\x90")
    pdf.pages[0].contents_add(b"q 60 0 0 60 100 200 cm /Dark Do Q")


def rich_pattern(pdf: Pdf) -> None:
    """400 % of ink in the cell of a pattern."""
    content = b"/Pattern cs /Cell scn " + rectangle(60, 60, 20, 20) + b" f"
    drawn(content, "/Pattern", "/Cell", cell(pdf, b"1 1 1 1 k 0 0 8 8 re f"))(pdf)


def text_of_a_pattern(pdf: Pdf) -> None:
    made = cell(pdf, b"0.6 0.5 0.4 1 k 0 0 8 8 re f")
    drawn(words("会议", 10.5, setup=b"/Pattern cs /Cell scn"), "/Pattern", "/Cell", made)(pdf)


def text_of_a_plain_pattern(pdf: Pdf) -> None:
    """The cell is a shape, its colour is set with it."""
    resource("/Pattern", "/Cell", cell(pdf, b"0 0 8 8 re f", paint_type=2))(pdf)
    space = Array([Name.Pattern, Name.DeviceCMYK])
    setup = b"/Plain cs 0.6 0.5 0.4 1 /Cell scn"
    drawn(words("会议", 10.5, setup=setup), "/ColorSpace", "/Plain", space)(pdf)


def black_on_red(setup: bytes, size: float = 10.5) -> bytes:
    return words("会议", size, 20, 190, setup + b" 0 0 0 1 k")


PRESS: tuple[Case, ...] = (
    ("rich-black-text", "text in four inks",
     added(words("会议", 10.5, setup=b"/Knock gs 0.6 0.5 0.4 1 k"))),
    ("rich-black-text", "text in cyan, magenta and yellow",
     added(words("会议", 10.5, setup=b"0.9 0.9 0.9 0 k"))),
    ("rich-black-text", "text painted with a pattern in four inks", text_of_a_pattern),
    ("rich-black-text", "text painted with a shape in four inks", text_of_a_plain_pattern),
    *(("rich-black-text", f"text in four inks, {what}",
       added(b"%d Tr " % mode + words("会议", 10.5, setup=RICH)))
      for mode, what in ((1, "stroked"), (2, "filled and stroked"), (4, "filled and a clip"),
                         (5, "stroked and a clip"), (6, "filled, stroked and a clip"))),
    ("rich-black-text", "letters that let a panel of four inks show",
     added(b"7 Tr %s %s %s f" % (words("会议", 10.5), RICH, rectangle(0, 0, 148, 210)))),
    ("rich-black-text", "letters that let a thick line of four inks show",
     added(b"7 Tr %s %s 99 w 0 310 m 400 310 l S" % (words("会议", 10.5), RICH))),
    ("text-tiny", "stroked text of 4 pt", added(b"1 Tr " + words("会议", 4))),
    ("black-text-knockout", "stroked text knocked out of red",
     added(b"1 Tr " + black_on_red(b"/Knock gs 0 0 0 1 K"))),
    ("white-overprint", "white stroked text set to overprint",
     added(b"1 Tr " + words("会议", 20, 60, 190, b"/Over gs 0 0 0 0 K"))),
    ("text-mixed-inks", "7 pt text in three inks",
     added(words("会议", 7, setup=b"0.2 0.8 0.9 0 k"))),
    ("black-text-knockout", "black text knocked out of red",
     added(black_on_red(b"/Knock gs"))),
    ("black-text-knockout", "overprint that DeviceGray cannot do",
     added(words("会议", 10.5, 60, 190, b"/Over gs 0 g"))),
    ("black-text-knockout", "overprint of mode 0",
     both(ext_state(OP=True, op=True, OPM=0), added(black_on_red(b"/Extra gs")))),
    ("black-text-knockout", "overprint for strokes alone",
     both(ext_state(OP=True, op=False, OPM=1), added(black_on_red(b"/Extra gs")))),
    ("white-overprint", "white lines set to overprint",
     added(b"/Over gs 0 0 0 0 K 3 w " + rectangle(20, 180, 20, 10) + b" S")),
    ("white-overprint", "no spot ink at all, set to overprint",
     added(b"/Over gs /Red cs 0 scn " + rectangle(20, 180, 20, 10) + b" f")),
    ("white-overprint", "white text set to overprint",
     added(words("会议", 20, 60, 190, b"/Over gs 0 0 0 0 k"))),
    ("ink-over-limit", "400 % of ink",
     added(b"1 1 1 1 k " + rectangle(60, 60, 20, 20) + b" f")),
    ("ink-over-limit", "400 % in a pattern", rich_pattern),
    ("ink-over-limit", "350 % in a picture", dark_picture),
    ("ink-over-limit", "360 % by overprinting",
     added(b"1 1 0.6 0 k %s f /Over gs 0 0 0 1 k %s f" % ((rectangle(60, 60, 20, 20),) * 2))),
)  # fmt: skip
