"""How near a sentence comes to a question, in both languages."""

from __future__ import annotations

import pytest

from assistant.answering.closeness import Closeness, alike, name_sounds
from assistant.answering.evidence import holds_what_is_asked
from assistant.answering.expected import places
from assistant.answering.rewriting import make_query
from assistant.answering.understanding import read_question
from assistant.ingestion.catalogue import read_glossary
from assistant.resources import resource
from assistant.retrieval.embedding import use
from assistant.text.alignment import TermSpace
from assistant.text.analysis import analyse
from assistant.text.concepts import groups_of, relation
from assistant.text.terms import stem

GLOSSARY = read_glossary(resource("seeds", "glossary.yaml"))
SPACE = TermSpace(use, {}, 1)


def key(word: str) -> str:
    return stem(word) if word.isascii() else word


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("署名", "signed", 1), ("死者", "killed", 1), ("総工費", "cost", 1), ("署名", "批准", -1), ("injured", "arrested", -1), ("輸入", "exports", -1),
        ("死傷者", "injured", 1), ("条約", "treaty", 0), ("署名", "killed", 0),
    ],
)  # fmt: skip
def test_words_that_say_the_same_and_words_that_exclude_each_other(one: str, other: str, expected: int) -> None:
    assert relation(groups_of(key(one)), groups_of(key(other))) == expected


@pytest.mark.parametrize(("one", "other", "same"), [("カルデナ", "Cardenan", True), ("トレヴィア", "Trevia", True), ("カルデナ", "Kandara", False)])
def test_a_name_is_heard_in_the_other_script(one: str, other: str, same: bool) -> None:
    assert any(alike(a, b) for a in name_sounds(one) for b in name_sounds(other)) is same


@pytest.mark.parametrize(
    ("question", "near", "far"),
    [
        (
            "橋の建設費はいくらですか。",
            "橋の建設費は3億円だった。",
            "橋の建設費は公表されていないが、町が翌年に開いた祭りには毎年多くの客が訪れ、その催しに県は3億円を出した。",
        ),
        (
            "How many people crossed the bridge?",
            "About 300 people crossed the bridge.",
            "Nobody knows who crossed the bridge, but the museum in the old town hall on the other side of the river was visited by about 300 people.",
        ),
    ],
)
def test_a_figure_near_the_words_asked_about_bears_on_them_more(question: str, near: str, far: str) -> None:
    query = make_query(question, [], GLOSSARY)
    closeness = Closeness(query, SPACE)
    facts = [analyse(t, GLOSSARY) for t in (near, far)]
    one, other = (closeness.beside(f, places(query, f, SPACE)) for f in facts)
    assert one > other > 0


@pytest.mark.parametrize("question", ["2回目の核実験は何年か", "In which year was the second nuclear test?"])
def test_the_first_is_no_answer_where_the_second_is_asked_for(question: str) -> None:
    asked = read_question(question)
    first, second = ({"fits": 1.0, "years_clash": 0.0, "rank_clash": clash} for clash in (1.0, 0.0))
    assert not holds_what_is_asked(asked, [(0, first, 2.0)])
    assert holds_what_is_asked(asked, [(0, second, 2.0)])
