"""The glyphs of a font program of any kind."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from . import cff, sfnt, type1
from .pieces import DamagedError


class Glyphs(Struct, frozen=True):
    """How many glyphs a program has, and by CID, name or code which.

    What is None the program does not say, or not in a way that is read. `encoding` are the names
    by code that a program brings along.
    """

    count: int
    cids: frozenset[int] | None = None
    names: frozenset[str] | None = None
    cmap: sfnt.Cmap | None = None
    encoding: Mapping[int, str] = {}


def glyphs(program: bytes) -> Glyphs:
    """The glyphs of a program in TrueType, OpenType, CFF or Type 1.

    Raises:
        DamagedError: when it is none of them, or damaged.
    """
    if program[:4] in sfnt.SIGNATURES:
        return _of_face(program)
    if program[:1] == b"\1":
        return _of_cff(program)
    if program[:2] in type1.SIGNATURES:
        return _of_type1(program)
    raise DamagedError("no font program")


def _of_face(face: bytes) -> Glyphs:
    """A face; one with a CFF table has the CIDs and names of that."""
    outlines, codes = sfnt.table(face, b"CFF "), sfnt.table(face, b"cmap")
    cmap = None if codes is None else sfnt.cmap(codes)
    if outlines is None:
        sfnt.see_outlines(face)
        return Glyphs(sfnt.count(face), cmap=cmap)
    found = _of_cff(outlines)
    return Glyphs(found.count, found.cids, found.names, cmap)


def _of_cff(data: bytes) -> Glyphs:
    program = cff.read(data)
    count = program.outlines.count
    if cff.ROS in program.top:
        return Glyphs(count, cids=frozenset(cff.charset(program)) - {0})
    return Glyphs(count, names=cff.names(program))


def _of_type1(program: bytes) -> Glyphs:
    clear, private = type1.split(program)
    names = type1.names(private or clear)
    return Glyphs(len(names) + 1, names=names, encoding=type1.encoding(clear))
