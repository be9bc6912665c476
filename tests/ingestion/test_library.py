"""The collection on disk: files come, go and come back, and nothing is added twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.config import read_config
from assistant.errors import StorageError
from assistant.ingestion.library import Library
from assistant.ingestion.translations import write_tmx
from assistant.resources import resource
from assistant.values import Change

SEED = "001_ee1c34b77318a478.txt"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "home", seeds=False)


def file(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    return folder / name


def names(library: Library) -> list[str]:
    return [d.doc for d in library.documents()]


def test_adding_twice_changes_nothing(library: Library, tmp_path: Path):
    paths = [file(tmp_path, "条約.txt", "議会が批准した。\n"), file(tmp_path, "pact.md", "# The pact\n\nIt was signed.\n")]
    assert list(library.add(paths)) == [Change("条約.txt", "added"), Change("pact.md", "added")]
    before = library.documents()
    assert list(library.add(paths)) == [Change("条約.txt", "unchanged"), Change("pact.md", "unchanged")]
    assert library.documents() == before


def test_the_same_name_with_other_content_gets_a_number(library: Library, tmp_path: Path):
    first, second = file(tmp_path / "1", "条約.txt", "議会が批准した。\n"), file(tmp_path / "2", "条約.txt", "議会が否決した。\n")
    assert list(library.add([first, second])) == [Change("条約.txt", "added"), Change("条約 (2).txt", "added")]
    assert list(library.add([second])) == [Change("条約 (2).txt", "unchanged")]
    assert {d.doc: d.text for d in library.documents()} == {"条約.txt": "議会が批准した。\n", "条約 (2).txt": "議会が否決した。\n"}


def test_a_document_is_kept_byte_for_byte(library: Library, tmp_path: Path):
    source = tmp_path / "sjis.txt"
    source.write_bytes("議会が批准した。\r\n両国は喜んだ。\r\n".encode("shift_jis"))
    assert list(library.add([source])) == [Change("sjis.txt", "added")]
    assert (library.folder / "sjis.txt").read_bytes() == source.read_bytes()


def test_a_folder_is_added_with_all_it_holds_and_a_bad_file_stops_nothing(library: Library, tmp_path: Path):
    file(tmp_path / "in", "a.txt", "議会が批准した。\n")
    file(tmp_path / "in" / "deeper", "b.md", "It was signed.\n")
    file(tmp_path / "in", "c.txt", "")
    file(tmp_path / "in", "d.pdf", "not looked at")
    file(tmp_path / "in", ".hidden.txt", "not looked at")
    assert list(library.add([tmp_path / "in"])) == [
        Change("a.txt", "added"),
        Change("c.txt", "failed", "c.txt is empty: it holds no text. Add a file that has some."),
        Change("b.md", "added"),
    ]


def test_a_folder_without_text_says_so(library: Library, tmp_path: Path):
    (tmp_path / "in").mkdir()
    assert list(library.add([tmp_path / "in"])) == [
        Change("in", "failed", "in holds no text or Markdown file. Name a folder that does, or single files."),
    ]


def test_what_is_removed_can_be_brought_back_the_same(library: Library, tmp_path: Path):
    list(library.add([file(tmp_path, "条約.txt", "議会が批准した。\n")]))
    before = library.documents()
    assert library.remove("条約.txt") == Change("条約.txt", "removed")
    assert names(library) == []
    assert library.restore("条約.txt") == Change("条約.txt", "added")
    assert library.documents() == before


def test_what_was_never_there_cannot_go_or_come_back(library: Library):
    assert library.remove("a.txt") == Change("a.txt", "failed", "There is no document “a.txt”. `assistant documents list` names them all.")
    assert library.restore("a.txt") == Change("a.txt", "failed", "“a.txt” was not removed lately, so it cannot be brought back. Add the file again.")


def test_a_name_with_a_path_reaches_nothing_outside_the_collection(library: Library, tmp_path: Path):
    outside = file(tmp_path, "outside.txt", "議会が批准した。\n")
    assert library.remove(str(outside)).what == "failed"
    assert library.remove("../../outside.txt").what == "failed"
    assert outside.is_file()


def test_a_seed_is_hidden_and_shown_again_but_its_file_stays(tmp_path: Path):
    library = Library(tmp_path / "home")
    everything = names(library)
    assert library.remove(SEED) == Change(SEED, "removed")
    assert names(library) == names(Library(tmp_path / "home")) == [n for n in everything if n != SEED]
    assert resource("seeds", SEED).is_file()
    assert library.restore(SEED) == Change(SEED, "added")
    assert names(library) == everything


def test_a_seed_added_by_hand_is_already_there(tmp_path: Path):
    assert list(Library(tmp_path / "home").add([resource("seeds", SEED)])) == [Change(SEED, "unchanged")]


@pytest.mark.parametrize(("setting", "count"), [("off", 0), ("false", 0), ("0", 0), ("on", 5)])
def test_assistant_seeds_leaves_the_seeds_out(tmp_path: Path, setting: str, count: int):
    config = read_config(environ={"ASSISTANT_HOME": str(tmp_path), "ASSISTANT_SEEDS": setting})
    assert len(Library(config.home, seeds=config.seeds).documents()) == count


@pytest.mark.parametrize("broken", ["", "{", '{"a": 1}', "[1, 2]"])
def test_a_broken_list_of_hidden_seeds_hides_none(tmp_path: Path, broken: str):
    file(tmp_path / "home", "hidden.json", broken)
    assert len(names(Library(tmp_path / "home"))) == 5


def test_a_file_that_has_become_unreadable_is_named_and_skipped(library: Library, tmp_path: Path):
    list(library.add([file(tmp_path, "a.txt", "議会が批准した。\n"), file(tmp_path, "b.txt", "It was signed.\n")]))
    (library.folder / "a.txt").write_bytes(b"\x00\x01\x02")
    assert names(library) == ["b.txt"]
    assert library.problems == ["a.txt is not a text file. Export its text as .txt (UTF-8) and add that."]


def test_a_new_rendering_changes_the_digest_of_the_documents_that_hold_its_sentence(library: Library, tmp_path: Path):
    list(library.add([file(tmp_path, "a.txt", "議会が批准した。\n"), file(tmp_path, "b.txt", "It was signed.\n")]))
    before = {d.doc: d.digest for d in library.documents()}
    write_tmx(library.home / "translations.tmx", [("議会が批准した。", "Parliament ratified it.", {})])
    after = {d.doc: d.digest for d in library.documents()}
    assert [doc for doc in before if before[doc] != after[doc]] == ["a.txt"]


def test_the_users_catalogue_describes_the_users_documents(library: Library, tmp_path: Path):
    list(library.add([file(tmp_path, "a.txt", "議会が批准した。\n")]))
    file(library.home, "catalogue.yaml", "a.txt:\n  title: {ja: 条約, en: The pact}\n  author: {en: A. Panda}\n")
    (document,) = library.documents()
    assert (document.title, document.sections[0].author) == ({"ja": "条約", "en": "The pact"}, {"en": "A. Panda"})


def test_a_home_that_is_a_file_is_told_with_a_remedy(tmp_path: Path):
    home, source = file(tmp_path, "home", "a file"), file(tmp_path, "a.txt", "It was signed.\n")
    with pytest.raises(StorageError, match=r"cannot be written to .*name another folder with --home"):
        list(Library(home).add([source]))
