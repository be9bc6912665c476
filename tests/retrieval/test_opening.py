"""Opening an index: what is new is added, what is damaged is made again, what cannot be is said in one line."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import StorageError
from assistant.retrieval import dense
from assistant.retrieval.dense import VectorStore
from assistant.retrieval.index import open_index
from assistant.retrieval.storage import storage_error, write_json

from .conftest import passages_of, sentences_of

TEXTS = {
    ("visit", "ja"): "プーチン大統領は平壌を訪れた。",
    ("visit", "en"): "President Putin visited Pyongyang.",
    ("treaty", "ja"): "両国は条約に署名した。",
}
MORE = {**TEXTS, ("grain", "en"): "The wheat harvest was small."}


def embedded(folder: Path, texts) -> list[str]:
    """Opens the index; the collections something was embedded for."""
    made: list[str] = []
    index = open_index(folder, passages_of(texts), sentences_of(texts), lambda unit, _done, total: made.append(f"{unit} {total}"))
    index.store.close()
    return sorted(made)


def top(folder: Path, texts, query: str) -> list[tuple[str, float]]:
    index = open_index(folder, passages_of(texts), sentences_of(texts))
    try:
        return [(hit.passage.id, hit.score) for hit in index.search(query)]
    finally:
        index.store.close()


def test_opening_again_embeds_nothing(tmp_path):
    assert len(embedded(tmp_path / "index", TEXTS)) == 8
    assert embedded(tmp_path / "index", TEXTS) == []


def test_adding_a_document_embeds_that_document_alone(tmp_path):
    embedded(tmp_path / "index", TEXTS)
    assert embedded(tmp_path / "index", MORE) == ["passages-en-e5 1", "passages-en-use 1", "sentences-en-e5 1", "sentences-en-use 1"]


def test_a_removed_document_is_found_no_more(tmp_path):
    embedded(tmp_path / "index", MORE)
    assert "grain:0-0:en" not in dict(top(tmp_path / "index", TEXTS, "How was the wheat harvest?"))


def test_a_text_that_changed_under_its_id_is_embedded_again(tmp_path):
    embedded(tmp_path / "index", TEXTS)
    changed = {**TEXTS, ("treaty", "ja"): "小麦の収穫は少なかった。"}
    assert embedded(tmp_path / "index", changed) == ["passages-ja-e5 1", "passages-ja-use 1", "sentences-ja-e5 1", "sentences-ja-use 1"]
    assert top(tmp_path / "index", changed, "収穫はどうでしたか。")[0][0] == "treaty:0-0:ja"


def test_another_model_makes_the_index_anew(tmp_path, monkeypatch):
    embedded(tmp_path / "index", TEXTS)
    monkeypatch.setitem(dense.MODELS, "use", ("another-model", lambda texts: np.eye(7, dtype=np.float32)[: len(texts)]))
    assert len(embedded(tmp_path / "index", TEXTS)) == 8


@pytest.fixture(scope="module")
def intact(tmp_path_factory):
    folder = tmp_path_factory.mktemp("intact") / "index"
    return folder, top(folder, TEXTS, "Who visited Pyongyang?")


@pytest.mark.parametrize("damage", ["half", "empty", "gone", "garbage"])
@pytest.mark.parametrize("name", ["manifest.json", "terms.json", "texts.json", "chroma.seal.json", "chroma/chroma.sqlite3"])
def test_a_damaged_file_is_made_again(tmp_path, intact, name, damage):
    folder, expected = intact
    shutil.copytree(folder, tmp_path / "index")
    spoil(tmp_path / "index" / name, damage)
    assert top(tmp_path / "index", TEXTS, "Who visited Pyongyang?") == expected


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    """A sealed store that is large enough for Chroma to write its graph to disk."""
    folder = tmp_path_factory.mktemp("graph")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(dense.MODELS, "use", ("fake", unit_vectors))
        store = VectorStore(folder / "chroma")
        assert store.add("sentences-ja", "use", {f"t{i}:0:ja": f"文{i}" for i in range(1200)}) == 1200
    store.seal()
    store.close()
    return folder


@pytest.mark.parametrize("damage", ["half", "empty", "gone", "garbage"])
@pytest.mark.parametrize("name", ["data_level0.bin", "length.bin", "link_lists.bin", "header.bin", "index_metadata.pickle"])
def test_a_damaged_graph_is_not_even_opened(tmp_path, graph, name, damage):
    """Chroma answers from half a graph without a word, and dies of a garbled one."""
    folder = tmp_path / "copy"
    shutil.copytree(graph, folder)
    spoil(next((folder / "chroma").glob(f"*/{name}")), damage)
    store = VectorStore(folder / "chroma")
    assert (store.empty, store.sealed) == (True, False)
    store.close()


def test_a_sealed_graph_is_kept(graph):
    store = VectorStore(graph / "chroma")
    assert (store.empty, store.sealed) == (False, True)
    store.close()


def unit_vectors(texts):
    rows = [np.frombuffer(hashlib.shake_128(t.encode()).digest(32), np.uint8).astype(np.float32) - 127 for t in texts]
    return np.asarray([r / np.linalg.norm(r) for r in rows], np.float32)


def spoil(file: Path, damage: str) -> None:
    data = file.read_bytes()
    third = len(data) // 3
    if damage == "gone":
        file.unlink()
    else:
        file.write_bytes({"half": data[: len(data) // 2], "empty": b"", "garbage": data[:third] + b"\x9b" * max(third, 1) + data[2 * third + 1 :]}[damage])


def test_a_build_that_was_killed_is_finished_by_the_next_opening(tmp_path):
    texts = {(f"d{i}", "ja"): f"第{i}の文書は、{i}本の川と{i * 7}の橋について述べる。" for i in range(80)}
    program = (
        "import sys, json\nfrom pathlib import Path\nfrom assistant.retrieval.index import open_index\nfrom assistant.values import Passage, Span\n"
        "texts = json.load(open(sys.argv[2]))\n"
        "passages = [Passage(f'{d}:0-0:ja', d + '.txt', 0, 0, Span(0, len(t)), t, 'ja') for d, t in texts.items()]\n"
        "open_index(Path(sys.argv[1]), passages, {}, lambda unit, done, total: print(unit, done, flush=True))\n"
    )
    (tmp_path / "texts").write_text(json.dumps({doc: text for (doc, _), text in texts.items()}), "utf-8")
    command = [sys.executable, "-c", program, str(tmp_path / "index"), str(tmp_path / "texts")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(dense.__file__).parents[2]) as build:
        assert build.stdout is not None
        for line in build.stdout:
            if line.startswith("passages-ja-e5 32"):
                build.send_signal(signal.SIGKILL)
                break
    made: list[str] = []
    index = open_index(tmp_path / "index", passages_of(texts), {}, lambda unit, _done, total: made.append(f"{unit} {total}"))
    assert set(made) <= {"passages-ja-e5 48", "passages-ja-e5 16"}
    assert index.search("7本の川と49の橋")[0].passage.id == "d7:0-0:ja"
    index.store.close()


def test_a_file_in_the_place_of_the_folder_is_told_in_one_line(tmp_path):
    (tmp_path / "index").write_text("", "utf-8")
    with pytest.raises(StorageError, match=r"index cannot be written to\. Give yourself permission, or name another folder with --home\.$"):
        open_index(tmp_path / "index", [], {})


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_told_in_one_line(tmp_path):
    (tmp_path / "home").mkdir(mode=0o500)
    with pytest.raises(StorageError, match="cannot be written to"):
        open_index(tmp_path / "home" / "index", passages_of(TEXTS), {})


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "no room left"),
        (RuntimeError("error returned from database: (code: 13) database or disk is full"), "no room left"),
        (OSError(errno.EROFS, "Read-only file system"), "cannot be written to"),
        (RuntimeError("error returned from database: (code: 1032) attempt to write a readonly database"), "cannot be written to"),
        (RuntimeError("error returned from database: (code: 5) database is locked"), "in use by another program"),
    ],
)
def test_what_the_machine_says_becomes_what_the_user_can_do(error, said):
    message = str(storage_error(Path("home/index"), error))
    assert said in message
    assert "\n" not in message


def test_any_other_error_is_not_the_users():
    assert storage_error(Path("home/index"), ValueError("damaged")) is None


def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path):
    write_json(tmp_path / "a.json", [1])
    with pytest.raises(StorageError):
        write_json(tmp_path / "a.json" / "b.json", [2])
    assert json.loads((tmp_path / "a.json").read_text("utf-8")) == [1]
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]
