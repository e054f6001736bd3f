"""Wide, right-to-left, combining and emoji text keeps the columns, as tmux itself measures them."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.eyes.conftest import ASCII_CASE, library_of
from tests.terminals.programs import environment
from tui.present.signs import UNICODE, VERBATIM

WORDS = {
    "cjk": "肺癌における遺伝子融合の一例 とても長い題名が続く症例報告である",
    "rtl": "تقرير حالة عن ورم في الرئة עברית דו״ח מקרה",
    "combining": "Ne\u0301oplasme a\u0308 tre\u0300s lo\u0302ngue du\u0301re\u0301e Nguye\u0302\u0303n ก็ดีที่นี่",
    "emoji": "Case 👩‍⚕️ of 🫁 and 🧬 with 🇯🇵 flags ✅ and ❤️ and 👍🏽 ends",
    "hangul": "폐암 환자의 유전자 융합 증례 보고 각",
    "mixed": "α‐fetoprotein ﬁ ½ ﷽ … ½wide ＷＩＤＥ ﾊﾝｶｸ ①",
}


@pytest.fixture
def odd_library(tmp_path):
    """A case for each kind of text, in title, authors, findings and names of entities."""
    cases = []
    for number, text in enumerate(WORDS.values(), start=1):
        case = ASCII_CASE.format(n=number % 10)
        case = case.replace(f"A Giant Thoracic ALK-Rearranged Mesenchymal Neoplasm in a Child, Number {number}", text)
        case = case.replace("Sheng Gao", text.split()[0]).replace("alectinib (", f"{text.split()[-1]} (")
        cases.append(case.replace("The tumour named", f"{text} {text} named"))
    return library_of(tmp_path / "odd", *cases)


def _edges(window, rows: list[str]) -> list[tuple[int, ...]]:
    """The columns of the edges in each row, measured by tmux."""
    found = []
    for row in rows:
        columns, at = [], row.find("│")
        while at >= 0:
            window.command("set-option", "-g", "@row", row[:at] or "-")
            columns.append(int(window.command("display-message", "-p", "#{w:@row}")) if at else 0)
            at = row.find("│", at + 1)
        found.append(tuple(columns))
    return found


def test_edges_stand_in_columns(tmux, app_on, odd_library, tmp_path) -> None:
    """Side by side the two edges stand where the joints of the lower rule are, in every row, whatever is read."""
    window = tmux(app_on(odd_library), size=(120, 40), env=environment(HOME=str(tmp_path)))
    window.wait_for("1 Cases")
    window.wait_for("遺伝子")
    for keys in (["t"], ["肺癌", "Enter"], ["j"], ["s", "j"], ["j"], ["j"], ["j"], ["2", "n"], ["3", "j"]):
        for key in keys:
            window.type(key) if len(key) == 1 or not key.isascii() else window.send_keys(key)
        window.wait_until(lambda: _calm(window), "it never came to rest")
        if keys == ["t"]:
            continue
        rows = window.screen()
        joints = tuple(column for column, sign in enumerate(rows[-2]) if sign == "┴")
        body = rows[2:-2]

        assert 2 == len(joints)
        assert {joints} == {edges for edges in _edges(window, body) if len(edges) == 2}
        assert all(len(edges) == 2 or "├" in row for edges, row in zip(_edges(window, body), body, strict=True))


def _calm(window) -> bool:
    before = window.screen()
    time.sleep(0.25)
    return before == window.screen()


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
def test_no_row_is_wider_than_the_window(tmux, app_on, odd_library, tmp_path, size) -> None:
    """Nothing flows over: rows end where the window does, frames of layers stand straight, the footer is the last."""
    window = tmux(app_on(odd_library), size=size, env=environment(HOME=str(tmp_path)))
    window.wait_for("1 Cases")
    window.wait_for("遺伝子" if size[0] > 40 else "肺")
    for keys in ("j", "2", "3", "e"):
        window.type(keys)
        window.wait_until(lambda: _calm(window), "it never came to rest")
        rows = window.screen()
        for row in rows:
            window.command("set-option", "-g", "@row", row or "-")
            assert int(window.command("display-message", "-p", "#{w:@row}")) <= size[0], row
        if keys == "e":
            sides = [row for row in rows if row.count("┃") == 2]
            lefts = {_width(window, row[: row.index("┃")]) for row in sides}
            rights = {_width(window, row[: row.rindex("┃")]) for row in sides}
            assert 1 == len(lefts) == len(rights)
            assert len(sides) > 3
    window.send_keys("C-g")
    window.type("q")
    window.wait_exit()


def _width(window, text: str) -> int:
    window.command("set-option", "-g", "@row", text or "-")
    return int(window.command("display-message", "-p", "#{w:@row}")) if text else 0


_PIECES = ["👩", "⚕", "❤", "👍", "1", "a", "é", "日", "🇯🇵", "\u200d", "\ufe0f", "\u20e3", "\U0001f3fd"]


@given(st.lists(st.sampled_from(_PIECES), max_size=8).map("".join))
@example("\u200d⚕️")
@example("1\u200d1\ufe0f👩\u200d")
def test_pictures_of_several_signs(text: str) -> None:
    """What is sent is as wide as what was laid out; a text that is shown to be taken away stays as it is."""
    assert cell_len(text) == cell_len(UNICODE.shown(text))
    assert text == UNICODE.shown(text, VERBATIM)


def test_joined_pictures_become_one() -> None:
    """Terminals disagree how wide joined pictures are: the first stands for all."""
    assert "👩 ❤  👍 1" == UNICODE.shown("👩\u200d⚕\ufe0f ❤\ufe0f 👍\U0001f3fd 1").rstrip()
    assert "क्\u200dष" == UNICODE.shown("क्\u200dष")
