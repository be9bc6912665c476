"""What a question takes for granted, held against the documents."""

from __future__ import annotations

import pytest

from assistant.answering.candidates import Candidate
from assistant.answering.evidence import select
from assistant.answering.premises import contradicted_premise
from assistant.answering.rewriting import make_query
from assistant.ingestion.catalogue import make_document, read_glossary
from assistant.ingestion.translations import TranslationMemory
from assistant.resources import resource
from assistant.retrieval.cross_encoder import answering
from assistant.retrieval.embedding import e5_passages, e5_query, use
from assistant.text.alignment import TermSpace
from assistant.text.analysis import Facts, analyse
from assistant.values import Document

GLOSSARY = read_glossary(resource("seeds", "glossary.yaml"))
SPACE = TermSpace(use, {}, 1)


def read(text: str, document: Document) -> Facts:
    del document
    return analyse(text, GLOSSARY, known=frozenset({"peskov"}))


def corrected(question: str, source: str, rendering: str) -> bool:
    """Whether a document of this sentence is found to contradict what the question presumes."""
    document = make_document("note.txt", source, {"title": {"ja": "覚書"}}, TranslationMemory([(source, rendering)]))
    query = make_query(question, [], GLOSSARY)
    (sentence,) = document.sentences
    e5 = max(float(e5_query(question) @ v) for v in e5_passages([source, rendering]))
    near = max(float(use([question])[0] @ v) for v in use([source, rendering]))
    selection = select(query, [Candidate(document, sentence, 1, {"e5": e5, "use": near})], SPACE, read, answering)
    return contradicted_premise(query, selection, read, {"note.txt": document}) == selection.evidence


SHELLS = ("北朝鮮はロシアに100万発の砲弾を2023年8月に提供した。", "North Korea provided Russia with one million shells in August 2023.")
VISIT = ("ショイグ国防相は2023年7月に平壌を訪問した。", "Defense Minister Shoigu visited Pyongyang in July 2023.")

PRESS = (
    "9月12日の記者会見で、クレムリン報道官のペスコフ氏は北朝鮮の指導者がウラジオストクを訪問したことを認めた。",
    "At a press conference on September 12, Kremlin spokesman Dmitry Peskov confirmed that the North Korean leader had visited Vladivostok.",
)

TRADE = ("北朝鮮はロシアに2023年に300万トンの石炭を輸出した。", "North Korea exported three million tons of coal to Russia in 2023.")

SUMMIT = (
    "プーチン大統領と金正恩総書記は2023年9月13日にボストーチヌイ宇宙基地で会談し、軍事技術協力について話し合った。",
    "President Putin and General Secretary Kim Jong Un met at the Vostochny Cosmodrome on September 13, 2023 and discussed military-technical cooperation.",
)


@pytest.mark.parametrize(
    ("question", "source"),
    [
        ("北朝鮮がロシアに1000万発の砲弾を提供したのはいつか", SHELLS),
        ("When did North Korea provide Russia with ten million shells?", SHELLS),
        ("習近平国家主席とプーチン大統領はボストーチヌイ宇宙基地で会談し、軍事技術協力について何を話し合ったか", SUMMIT),
        ("Did President Putin and Xi Jinping meet at the Vostochny Cosmodrome and discuss military-technical cooperation?", SUMMIT),
        ("Did Lavrov visit Pyongyang in July 2023?", VISIT),
    ],
)
def test_another_figure_or_name_than_the_documents_give_is_a_wrong_premise(question: str, source: tuple[str, str]) -> None:
    assert corrected(question, *source)


@pytest.mark.parametrize(
    ("question", "source"),
    [
        ("北朝鮮がロシアに100万発の砲弾を提供したのはいつか", SHELLS),
        ("When did North Korea provide Russia with one million shells?", SHELLS),
        ("金正恩総書記とプーチン大統領はボストーチヌイ宇宙基地で会談し、軍事技術協力について何を話し合ったか", SUMMIT),
        ("ショイグは何年に平壌を訪問したか", VISIT),
        ("When did Shoigu visit Pyongyang?", VISIT),
        ("北朝鮮はロシアに1985年に何トンの石炭を輸出したか", TRADE),
        ("How many tons of coal did North Korea export to Russia in 1985?", TRADE),
        ("What did the Kremlin spokesman confirm on 12 September?", PRESS),
        ("桜はいつ咲いたか", SHELLS),
        ("When did the ten thousand cherry trees of Kyoto bloom?", SHELLS),
    ],
)
def test_a_true_premise_another_subject_or_the_figure_of_another_year_is_none(question: str, source: tuple[str, str]) -> None:
    assert not corrected(question, *source)
