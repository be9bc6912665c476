"""How near a sentence comes to a question, in both languages."""

from __future__ import annotations

import pytest

from assistant.answering.closeness import Closeness, alike, name_sounds, predicate
from assistant.answering.evidence import holds_what_is_asked
from assistant.answering.expected import places
from assistant.answering.features import _part_clash, years_clash
from assistant.answering.reading import to_cross, to_cross_after
from assistant.answering.rewriting import make_query
from assistant.answering.understanding import read_question
from assistant.ingestion.catalogue import read_glossary
from assistant.resources import resource
from assistant.retrieval.embedding import use
from assistant.text.alignment import TermSpace
from assistant.text.analysis import analyse
from assistant.text.concepts import groups_of, kind_of, relation, relations
from assistant.text.terms import stem

GLOSSARY = read_glossary(resource("seeds", "glossary.yaml"))
SPACE = TermSpace(use, {}, 1)


def key(word: str) -> str:
    return stem(word) if word.isascii() else word


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("署名", "signed", 1), ("死者", "killed", 1), ("総工費", "cost", 1), ("署名", "批准", -1), ("injured", "arrested", -1), ("輸入", "exports", -1),
        ("死傷者", "injured", 1), ("条約", "treaty", 1), ("署名", "killed", 0),
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


AT_EASE = {"near": 0.6, "use": 0.4, "fits": 1.0, "years_clash": 0.0, "rank_clash": 0.0, "part_clash": 0.0, "day_clash": 0.0, "counted_clash": 0.0}
"""Of a sentence against which nothing speaks."""


@pytest.mark.parametrize("question", ["2回目の核実験は何年か", "In which year was the second nuclear test?"])
def test_the_first_is_no_answer_where_the_second_is_asked_for(question: str) -> None:
    asked = read_question(question)
    first, second = ({**AT_EASE, "rank_clash": clash} for clash in (1.0, 0.0))
    assert not holds_what_is_asked(asked, [(0, first, 2.0)], 1.0)
    assert holds_what_is_asked(asked, [(0, second, 2.0)], 0.0)


@pytest.mark.parametrize("question", ["距離は何キロか", "How many kilometres is it?"])
def test_without_a_figure_how_many_is_answered_only_where_the_cross_encoder_is_certain(question: str) -> None:
    asked, without = read_question(question), {**AT_EASE, "fits": 0.0}
    assert [holds_what_is_asked(asked, [(0, without, 2.0)], said) for said in (-1.0, 0.79, 0.8)] == [False, False, True]


def test_it_reads_on_only_where_none_of_the_first_answers() -> None:
    """Seven sentences by their log-odds behind the first: two are close, three more within reach, one far, one over the number."""
    ranked = [(i, {}, 3.0 - behind) for i, behind in enumerate((0.0, 2.0, 3.0, 4.0, 5.0, 5.1, 5.2))]
    assert [i for i, _, _ in to_cross(ranked)] == [0, 1]
    assert [i for i, _, _ in to_cross_after(ranked, [0.1, 0.49])] == [2, 3, 4]
    assert to_cross_after(ranked, [-1.0, 0.5]) == []
    assert [i for i, _, _ in to_cross_after([(i, {}, 3.0 - i / 3) for i in range(9)], [0.0] * 6)] == []


@pytest.mark.parametrize(
    ("question", "sentence", "clash"),
    [
        ("条約の第4条には何が書かれているか", "条約は両国の協力を広く規定している。", 1.0),
        ("条約の第4条には何が書かれているか", "Article 4 provides for help against an armed attack.", 0.0),
        ("What does Article 4 of the treaty say?", "第3条は協議を定めている。", 1.0),
        ("What does the treaty say?", "条約は両国の協力を広く規定している。", 0.0),
    ],
)
def test_another_article_than_the_one_asked_about_is_no_answer(question: str, sentence: str, clash: float) -> None:
    facts = [analyse(t, GLOSSARY) for t in (question, sentence)]
    assert _part_clash(facts[0], facts[1:]) == clash
    assert holds_what_is_asked(read_question(question), [(0, {**AT_EASE, "part_clash": clash}, 2.0)], 1.0) == (not clash)


@pytest.mark.parametrize(
    ("question", "sentence", "another"),
    [
        ("弾道ミサイルを何発渡したか", "100万発以上の砲弾を渡した。", True),
        ("渡した弾道ミサイルは何発?", "100万発以上の砲弾を渡した。", True),
        ("How many missiles did it send?", "100万発以上の砲弾を渡した。", True),
        ("How many missiles did it send?", "It sent a million shells.", True),
        ("何発の弾道ミサイルを渡したか", "100万発以上の砲弾を渡した。", True),
        ("How many tanks and missiles did it send?", "It sent 12 missiles.", False),
        ("How many shells did it send?", "100万発以上の砲弾を渡した。", False),
        ("何発送ったか", "100万発以上の砲弾を渡した。", False),
        ("How many missiles did it send?", "It sent 12 missiles and a million shells.", False),
        ("How many missiles did it send?", "It sent 12 of them, besides shells.", False),
        ("How many students are in the class?", "The refugee teaches 96 in one room.", False),
    ],
)
def test_a_count_of_another_thing_is_no_answer(question: str, sentence: str, another: bool) -> None:
    assert Closeness(make_query(question, [], GLOSSARY), SPACE).counts_another([analyse(sentence, GLOSSARY)]) is another


def test_where_every_near_sentence_counts_another_thing_nothing_is_held() -> None:
    asked, other = read_question("How many missiles did it send?"), {**AT_EASE, "counted_clash": 1.0}
    assert not holds_what_is_asked(asked, [(0, other, 2.0)], 1.0)
    assert holds_what_is_asked(asked, [(0, other, 2.0), (1, AT_EASE, 1.5)], 1.0)


@pytest.mark.parametrize("question", ["パン種を生かしておくには?", "How do I keep a sourdough starter alive?"])
def test_what_is_like_nothing_is_answered_by_nothing(question: str) -> None:
    asked = read_question(question)
    far, by_one, by_the_other = ({**AT_EASE, "near": near, "use": use} for near, use in ((0.1, 0.1), (0.3, 0.1), (0.1, 0.3)))
    assert not holds_what_is_asked(asked, [(0, far, 2.0)], 1.0)
    assert all(holds_what_is_asked(asked, [(0, f, 2.0), (1, far, 1.8)], 0.0) for f in (by_one, by_the_other))


@pytest.mark.parametrize(
    ("question", "verb"),
    [
        ("条約はいつ署名されたか。", "署名"), ("When was the bridge built?", "built"), ("What present did Putin give Kim?", "give"),
        ("When did the two sides sign the treaty?", "sign"), ("How many tonnes did the Polish fleet catch in 1985?", "catch"),
        ("Who signed the treaty?", "sign"), ("Who is the mayor?", ""), ("What law bans smoking?", "bans"), ("Who first proposed it?", "proposed"),
        ("Which ship sank in May 1985?", "sank"),
    ],
)  # fmt: skip
def test_the_word_for_what_is_done(question: str, verb: str) -> None:
    assert predicate(make_query(question, [], GLOSSARY)) == (stem(verb) if verb.isascii() else verb)


@pytest.mark.parametrize(
    ("question", "sentence", "otherwise"),
    [
        ("条約はいつ署名されたか。", "議会は10月24日に条約を批准した。", True), ("When was the treaty signed?", "The treaty was ratified on October 24.", True),
        ("条約はいつ署名されたか。", "条約は6月19日に調印された。", False), ("When was the treaty signed?", "It was signed, then ratified.", False),
        ("条約はいつ署名されたか。", "条約は長い。", False),
    ],
)  # fmt: skip
def test_another_step_of_the_same_thing_is_told_apart(question: str, sentence: str, otherwise: bool) -> None:
    closeness = Closeness(make_query(question, [], GLOSSARY), SPACE)
    assert closeness.told_otherwise([analyse(sentence, GLOSSARY)]) is otherwise


def test_the_table_of_relations_says_what_the_groups_say() -> None:
    words = [key(w) for w in ("署名", "signed", "批准", "kill", "負傷", "輸入", "export", "条約", "死傷")]
    for one in words:
        for other in words:
            assert relations()[kind_of(one), kind_of(other)] == relation(groups_of(one), groups_of(other))


def test_words_read_together_are_compared_as_words_read_one_by_one() -> None:
    query = make_query("条約はいつ署名されたか。", [], GLOSSARY)
    facts = [analyse(t, GLOSSARY) for t in ("議会は条約を批准した。", "The treaty was signed in Pyongyang.", "")]
    at_once, apart = Closeness(query, SPACE), Closeness(query, SPACE)
    at_once.read(facts)
    for f in reversed(facts):
        assert (at_once.grid(f) == apart.grid(f)).all()


@pytest.mark.parametrize(
    ("question", "sentence", "clash"),
    [
        ("What was signed in 2023?", "The pact of 2024 was signed in Lund.", True),
        ("What was signed in 2024?", "The pact of 2024 was signed in Lund.", False),
        ("How many had been built before 2024 began?", "About 60 had been built by the end of 2023.", False),
        ("How many were built after 2024?", "About 60 were built in 2023.", True),
        ("2024年より前に何機造られたか", "2023年末までに60機が完成した。", False), ("2019年以降に何回会談したか", "2018年に二度会談した。", True),
        ("2019年以降に何回会談したか", "2023年に会談した。", False), ("いつ会談したか", "2023年に会談した。", False),
    ],
)  # fmt: skip
def test_a_year_that_is_none_of_those_asked_about(question: str, sentence: str, clash: bool) -> None:
    assert years_clash(analyse(question, GLOSSARY), [analyse(sentence, GLOSSARY)]) is clash
