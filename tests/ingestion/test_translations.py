"""The translation memory: what is written as TMX is read again, and both directions are served."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import DocumentError
from assistant.ingestion.translations import TranslationMemory, append_tmx, read_tmx, write_tmx

PAIRS = [
    ("議会が批准した。", "Parliament ratified it."),
    ("<b>A & B</b>「引用」", "<b>A & B</b> “quotation”"),
    ("砲弾は100万発以上。", "More than one million shells."),
]


def test_a_memory_that_is_written_is_read_again(tmp_path: Path):
    write_tmx(tmp_path / "own" / "memory.tmx", [(ja, en, {"doc": "a.txt"}) for ja, en in PAIRS])
    assert read_tmx(tmp_path / "own" / "memory.tmx").pairs == PAIRS


def test_a_pair_serves_both_directions_whatever_its_spacing():
    memory = TranslationMemory(PAIRS)
    assert memory.rendering("議会が批准した。\n", "ja") == "Parliament ratified it."
    assert memory.rendering("Parliament \n ratified it.", "en") == "議会が批准した。"
    assert memory.rendering("議会が否決した。", "ja") is None


def test_appending_keeps_what_is_there(tmp_path: Path):
    file = tmp_path / "memory.tmx"
    append_tmx(file, [(*PAIRS[0], {})])
    append_tmx(file, [(*PAIRS[1], {}), (*PAIRS[2], {})])
    assert read_tmx(file).pairs == PAIRS
    assert sorted(p.name for p in tmp_path.iterdir()) == ["memory.tmx"]


def test_of_two_renderings_the_first_holds():
    own, seeds = TranslationMemory([("雨だ。", "Rain.")]), TranslationMemory([("雨だ。", "It rains."), ("雪だ。", "Snow.")])
    assert (own | seeds).pairs == [("雨だ。", "Rain."), ("雪だ。", "Snow.")]
    assert (own | seeds).rendering("It rains.", "en") == "雨だ。"


def test_units_of_other_programs_are_read_and_one_sided_ones_left_out(tmp_path: Path):
    (tmp_path / "memory.tmx").write_text(
        """<?xml version="1.0"?>
<tmx version="1.4"><header/><body>
<tu><tuv xml:lang="ja-JP"><seg>雨<bpt i="1"/>だ。</seg></tuv><tuv xml:lang="EN-us"><seg>Rain.</seg></tuv></tu>
<tu><tuv lang="JA"><seg>雪だ。</seg></tuv><tuv lang="en"><seg>Snow.</seg></tuv></tu>
<tu><tuv xml:lang="ja"><seg>霧だ。</seg></tuv></tu>
</body></tmx>""",
        "utf-8",
    )
    assert read_tmx(tmp_path / "memory.tmx").pairs == [("雨だ。", "Rain."), ("雪だ。", "Snow.")]


def test_a_missing_memory_is_an_empty_one(tmp_path: Path):
    assert len(read_tmx(tmp_path / "memory.tmx")) == 0


@pytest.mark.parametrize("written", ["", "雨だ。", "<tmx><body>"])
@pytest.mark.parametrize("use", [read_tmx, lambda path: append_tmx(path, [(*PAIRS[0], {})])], ids=["read", "append"])
def test_a_broken_memory_is_told_in_one_line_and_stays_as_it_is(tmp_path: Path, written: str, use):
    (tmp_path / "memory.tmx").write_text(written, "utf-8")
    with pytest.raises(DocumentError, match=r"^memory\.tmx is not a readable TMX file \(.+\)\. Mend it in a translation editor or remove it\.$"):
        use(tmp_path / "memory.tmx")
    assert (tmp_path / "memory.tmx").read_text("utf-8") == written
