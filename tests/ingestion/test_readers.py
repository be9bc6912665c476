"""Files → text: every usual encoding, and a message with its remedy for what is no text."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

import pytest

from assistant.config import MAX_FILE_CHARS
from assistant.errors import DocumentError
from assistant.ingestion.readers import MAX_BYTES, decode, read_file

JAPANESE = "ロシアと北朝鮮は、2024年6月19日に条約へ署名した。\n金正恩氏はプーチン氏を「最も親しい友人」と呼んだ。\n"
ENGLISH = "Russia and North Korea signed a treaty on 19 June 2024.\nKim called Putin his “dearest friend”.\n"


@pytest.mark.parametrize("text", [JAPANESE, ENGLISH])
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_unicode_is_read_with_or_without_a_mark_and_the_mark_is_no_text(tmp_path: Path, text: str, mark: bytes, encoding: str):
    file = tmp_path / "treaty.txt"
    file.write_bytes(mark + text.encode(encoding))
    assert read_file(file) == text


@pytest.mark.parametrize("encoding", ["shift_jis", "cp932", "euc_jp"])
def test_older_japanese_encodings_are_told_apart(tmp_path: Path, encoding: str):
    file = tmp_path / "条約.txt"
    file.write_bytes(JAPANESE.encode(encoding))
    assert read_file(file) == JAPANESE


@pytest.mark.parametrize("text", ["一行目。\r\n二行目。\r\n", "First.\rSecond.\r", "\tindented\n\n\n"])
def test_line_ends_and_space_stay_as_they_are(text: str):
    assert decode(text.encode(), "a.txt") == text


@pytest.mark.parametrize("name", ["a.txt", "a.TXT", "a.text", "a.md", "a.Markdown", "報告 (1).md"])
def test_text_and_markdown_are_read_by_their_suffix(tmp_path: Path, name: str):
    (tmp_path / name).write_text(ENGLISH, "utf-8")
    assert read_file(tmp_path / name) == ENGLISH


def refusal(path: Path) -> str:
    with pytest.raises(DocumentError) as error:
        read_file(path)
    assert "\n" not in str(error.value)
    return str(error.value)


NOT_TEXT = "a.txt is not a text file. Export its text as .txt (UTF-8) and add that."
UNTOLD = "a.txt is in no encoding that can be told with certainty. Save it as UTF-8 and add it again."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "a.txt is empty: it holds no text. Add a file that has some."),
        (" \n\t\u3000\n".encode(), "a.txt is empty: it holds no text. Add a file that has some."),
        (codecs.BOM_UTF8, "a.txt is empty: it holds no text. Add a file that has some."),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", NOT_TEXT),
        (b"plain\x00text", NOT_TEXT),
        (b"\x1b[31m\x1b[0m\x07\x08 bells and escapes", NOT_TEXT),
        ("Zürich und Genève".encode("latin-1"), UNTOLD),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x00", UNTOLD),
        (codecs.BOM_UTF8 + JAPANESE.encode("shift_jis"), UNTOLD),
    ],
    ids=["empty", "only space", "only a mark", "picture", "zero bytes", "control characters", "latin-1", "broken UTF-16", "false mark"],
)
def test_what_is_no_text_is_refused_with_a_remedy(tmp_path: Path, data: bytes, message: str):
    (tmp_path / "a.txt").write_bytes(data)
    assert refusal(tmp_path / "a.txt") == message


def test_a_file_that_is_not_there(tmp_path: Path):
    assert refusal(tmp_path / "a.txt") == f"{tmp_path}/a.txt does not exist. Check the name."


def test_a_folder_named_like_a_file(tmp_path: Path):
    (tmp_path / "a.txt").mkdir()
    assert refusal(tmp_path / "a.txt") == f"{tmp_path}/a.txt is a folder. Name the files in it, or add the folder itself."


@pytest.mark.parametrize(("name", "suffix"), [("a.pdf", ".pdf"), ("条約.docx", ".docx"), ("README", "no suffix")])
def test_another_format_is_refused_before_it_is_opened(tmp_path: Path, name: str, suffix: str):
    assert refusal(tmp_path / name) == f"{name}: {suffix} is not a format that can be read. Save it as plain text (.txt) or Markdown (.md)."


def test_a_file_that_is_too_large(tmp_path: Path):
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert refusal(tmp_path / "a.txt") == "a.txt is larger than 50 MB. Split it into parts and add those."


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_read_permission(tmp_path: Path):
    (tmp_path / "a.txt").write_text(ENGLISH, "utf-8")
    (tmp_path / "a.txt").chmod(0)
    assert refusal(tmp_path / "a.txt") == "a.txt cannot be read: no permission. Give yourself read permission and add it again."


def test_a_file_that_the_system_does_not_give(tmp_path: Path):
    (tmp_path / "a.txt").symlink_to(tmp_path / "a.txt")
    assert refusal(tmp_path / "a.txt") == "a.txt cannot be read (Too many levels of symbolic links). Copy it to another folder and add the copy."


def test_a_file_of_too_many_characters_is_refused_with_a_way_out(tmp_path):
    (tmp_path / "a.txt").write_text("雨だ。" * (MAX_FILE_CHARS // 3 + 1), "utf-8")
    assert refusal(tmp_path / "a.txt") == "a.txt holds 3,000,003 characters; one file may hold 3,000,000. Split it into parts and add those you need."
