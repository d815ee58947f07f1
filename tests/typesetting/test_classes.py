"""Marks that Chinese and Latin share, told apart by their neighbours."""

import pytest

from eco_print.typesetting import classify


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("他说“好”。", "HHOHCS"),
        ("他说“OK”。", "HHOAACS"),  # Chinese stands outside
        ("“中国”", "OHHC"),  # at both edges: what stands inside decides
        ("“OK”", "pAAc"),
        ("He said “yes” twice", "AA AAAA pAAAc AAAAA"),
        ("the “中文” word", "AAA pHHc AAAA"),
        ("他说 “OK” 了", "HH OAAC H"),  # spaces do not part neighbours
        ("“‘内’外”", "OOHCHC"),
        ("don’t", "AAAAA"),
        ("Xi’an市", "AAAAAH"),
        ("James’ 书", "AAAAAc H"),
        ("”前", "CH"),
        ("后“", "HO"),
        ('"a" 和 "b"', "pAc H pAc"),
    ],
)
def test_quotation_marks_follow_what_stands_around_them(text: str, classes: str) -> None:
    assert classify(text) == classes


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("甲——乙", "HDDH"),
        ("甲—乙", "HDH"),
        ("word—word", "AAAAlAAAA"),
        ("A——B", "ADDA"),
        ("好……", "HEE"),
        ("so…on", "AAcAA"),
        ("卡尔·马克思", "HHMHHH"),
        ("J·K·罗琳", "AyAMHH"),
        ("中-美", "HNH"),
        ("well-known", "AAAAhAAAAA"),
        ("气温-5度", "HH$0H"),
        ("1+N", "0yA"),
        ("+3%", "$0%"),
        ("2020-2025", "0000h0000"),
    ],
)
def test_dashes_dots_and_signs_follow_their_neighbours(text: str, classes: str) -> None:
    assert classify(text) == classes


def test_every_code_point_has_a_class() -> None:
    every = "".join(chr(code) for code in range(0x110000))
    assert len(classify(every)) == len(every)


@pytest.mark.parametrize("char", "𠀀龦䶮〇①※★→한あア🀄")
def test_what_stands_in_an_em_square_is_set_like_han(char: str) -> None:
    assert classify(char) == "H"
