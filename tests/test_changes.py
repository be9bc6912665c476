"""Documents that change while something is asked of them, or before: what is told is of the documents that are there."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.config import Config
from assistant.errors import UsageError
from assistant.pipeline import Assistant, Collection
from assistant.pipeline.collection import Current
from assistant.pipeline.follow_ups import follow_ups
from assistant.pipeline.summaries import summaries
from assistant.retrieval import replacing
from assistant.values import Change, Question

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


PORT = "ラジン港は2021年に石炭34万トンを扱った。\n"
SHELLS = Question("北朝鮮は2023年に何発の砲弾をロシアに提供しましたか。")
COAL = Question("ラジン港は2021年に石炭を何トン扱いましたか。")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home" / "documents").mkdir(parents=True)
    (tmp_path / "home" / "documents" / "note.txt").write_text(NOTE, "utf-8")
    (tmp_path / "port.txt").write_text(PORT, "utf-8")
    return tmp_path / "home"


def answers(assistant: Assistant, question: Question) -> str:
    return assistant.ask(question).answer


@pytest.mark.parametrize("change", ["add", "rebuild"])
def test_questions_are_answered_from_the_documents_before_while_the_index_of_those_after_is_made(home: Path, change: str):
    assistant = Assistant.open(Config(home, seeds=False))
    before = answers(assistant, SHELLS)
    meanwhile: list[str] = []

    def ask_in_another_thread(*_: object) -> None:
        if not meanwhile:
            meanwhile.append(reader.submit(answers, assistant, SHELLS).result(60))
            meanwhile.append(" ".join(d.doc for d in assistant.documents))

    with ThreadPoolExecutor(1) as reader:
        if change == "add":
            assistant.add([home.parent / "port.txt"], ask_in_another_thread)
        else:
            assistant.rebuild(ask_in_another_thread)
    assert meanwhile == [before, "note.txt"]
    assert answers(assistant, SHELLS) == before
    assert ("34万トン" in answers(assistant, COAL)) == (change == "add")
    assert sorted(p.name for p in home.iterdir() if p.name.startswith("index")) == ["index", "index.lock"]
    assistant.close()


def test_two_changes_at_once_wait_for_one_another_and_both_are_made(home: Path):
    assistant = Assistant.open(Config(home, seeds=False))
    (home.parent / "river.txt").write_text("豆満江の橋は2026年に完成した。\n", "utf-8")
    second: list[Future[list[Change]]] = []

    def add_another(*_: object) -> None:
        if not second:
            second.append(other.submit(assistant.add, [home.parent / "river.txt"]))

    with ThreadPoolExecutor(1) as other:
        assistant.add([home.parent / "port.txt"], add_another)
    assert [c.what for c in second[0].result()] == ["added"]
    assert [d.doc for d in assistant.documents] == ["note.txt", "port.txt", "river.txt"]
    assert "34万トン" in answers(assistant, COAL)
    assert "2026年" in answers(assistant, Question("豆満江の橋はいつ完成しましたか。"))
    assistant.close()


def test_a_process_killed_while_it_adds_a_document_leaves_the_index_before_as_it_was(home: Path):
    assistant = Assistant.open(Config(home, seeds=False))
    before = answers(assistant, SHELLS)
    assistant.close()
    kept = {p: p.read_bytes() for p in (home / "index").rglob("*") if p.is_file()}
    program = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom assistant.config import Config\nfrom assistant.pipeline import Assistant\n"
        "a = Assistant.open(Config(Path(sys.argv[1]), seeds=False))\n"
        "a.add([Path(sys.argv[2])], lambda *_: os.kill(os.getpid(), signal.SIGKILL))\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(home), str(home.parent / "port.txt")], cwd=Path(__file__).parents[1], check=False)
    assert done.returncode == -signal.SIGKILL
    assert {p for p in kept if p.suffix == ".json" and p.read_bytes() != kept[p]} == set()
    again = Assistant.open(Config(home, seeds=False))
    assert answers(again, SHELLS) == before
    assert "34万トン" in answers(again, COAL)
    assert sorted(p.name for p in home.iterdir() if p.name.startswith("index")) == ["index", "index.lock"]
    again.close()


@pytest.mark.parametrize(
    ("left", "found"),
    [
        (("index", "index.next"), "index"),
        (("index.before", "index.next"), "index.next"),
        (("index", "index.before"), "index"),
        (("index.before",), "index.before"),
    ],
    ids=["while it was made", "between the two renames", "before the old one was removed", "with the old one alone"],
)
def test_a_replacement_cut_short_anywhere_leaves_one_whole_index(tmp_path: Path, left: tuple[str, ...], found: str):
    for name in left:
        (tmp_path / name).mkdir()
        (tmp_path / name / "who").write_text(name)
    replacing.settle(tmp_path / "index")
    assert (tmp_path / "index" / "who").read_text() == found
    assert sorted(p.name for p in tmp_path.iterdir()) == ["index", "index.lock"]


def test_what_another_process_is_making_is_left_alone(tmp_path: Path):
    for name in ("index", "index.next"):
        (tmp_path / name).mkdir()
    with replacing.changing(tmp_path / "index"):
        replacing.settle(tmp_path / "index")
        assert (tmp_path / "index.next").exists()


def test_two_threads_may_read_texts_at_once(opened: Assistant):
    """Sudachi takes one text at a time and the stemmer mixes two words up; both are asked from several threads."""
    del opened
    from assistant.text import terms

    texts = [f"{NOTE * 20} running nations operations {n}" for n in range(60)]
    alone = [terms.words(t) for t in texts]
    terms.morphemes.cache_clear()
    terms.stem.cache_clear()
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(terms.words, texts)) == alone
    finally:
        sys.setswitchinterval(interval)
