"""Documents that change while something is asked of them, or before: what is told is of the documents that are there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.config import Config
from assistant.errors import UsageError
from assistant.pipeline import Assistant, Collection
from assistant.pipeline.collection import Current
from assistant.pipeline.follow_ups import follow_ups
from assistant.pipeline.summaries import summaries
from assistant.values import Question

NOTE = """北朝鮮は2023年に砲弾100万発をロシアに提供した。
北朝鮮は慢性的な食糧不安に苦しんでいる。
ロシアは2024年に石油を北朝鮮に送った。
"""
NO_TEXT = "broken.txt is not a text file. Export its text as .txt (UTF-8) and add that."


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    home = tmp_path_factory.mktemp("home")
    (home / "documents").mkdir()
    (home / "documents" / "note.txt").write_text(NOTE, "utf-8")
    assistant = Assistant.open(Config(home, seeds=False))
    yield assistant
    assistant.close()


def without_documents(collection: Collection) -> Collection:
    return Collection((), collection.index, collection.glossary, collection.space)


class Interrupted(Current):
    """All documents are removed as soon as nobody holds them."""

    @contextmanager
    def held(self, digest: str = "") -> Iterator[Collection]:
        with super().held(digest) as collection:
            yield collection
        self.collection = without_documents(collection)


class Watched(Current):
    """Counts how often the collection is taken and not held."""

    def __init__(self, collection: Collection) -> None:
        self.holders = self.unheld = 0
        super().__init__(collection)

    @property
    def collection(self) -> Collection:
        self.unheld += not self.holders
        return self.opened

    @collection.setter
    def collection(self, collection: Collection) -> None:
        self.opened = collection

    @contextmanager
    def held(self, digest: str = "") -> Iterator[Collection]:
        self.holders += 1
        with super().held(digest) as collection:
            yield collection
        self.holders -= 1


@pytest.mark.parametrize("change", ["add", "rebuild"])
def test_a_file_that_cannot_be_read_is_told_of_as_long_as_it_is_there(tmp_path: Path, change: str):
    assistant = Assistant.open(Config(tmp_path / "home", seeds=False))
    broken = tmp_path / "home" / "documents" / "broken.txt"
    broken.parent.mkdir()

    def changed(text: str) -> list[str]:
        (tmp_path / "more.txt").write_text(text, "utf-8")
        assistant.add([tmp_path / "more.txt"]) if change == "add" else assistant.rebuild()
        return assistant.status()["problems"]

    broken.write_bytes(b"\x00\x01\x02\x03" * 50)
    assert changed("条約は六月に署名された。\n") == [NO_TEXT]
    broken.unlink()
    assert changed("条約は七月に批准された。\n") == []
    assistant.close()


def test_a_summary_of_documents_that_changed_before_it_was_begun_is_not_made(opened: Assistant):
    with pytest.raises(UsageError, match="The documents changed while the summary was being made"):
        list(summaries(Interrupted(opened.collection), None))


def test_what_to_ask_next_is_found_in_documents_that_nobody_changes_meanwhile(opened: Assistant):
    question = Question("北朝鮮は2023年に何発の砲弾をロシアに提供しましたか。")
    reply = opened.ask(question)
    current, emptied = Watched(opened.collection), Watched(without_documents(opened.collection))
    assert follow_ups(current, question, reply) == opened.follow_ups(question, reply)
    assert follow_ups(emptied, question, reply) == ()
    assert (current.unheld, emptied.unheld) == (0, 0)
