"""Summaries: the sentences that carry the argument, the same in both languages, led by whose text it is."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import numpy as np
import pytest

from assistant.answering.heading import comparison, day, draft, label, labels, lead, same_points
from assistant.answering.leaning import size
from assistant.answering.summarizing import Room, bearing, choices, choose, in_order_of_date, in_order_of_treatment, is_prose, one, parts_of, room_of, treats
from assistant.config import Config
from assistant.errors import UsageError
from assistant.pipeline import Assistant
from assistant.values import Document, Evidence, Section, Sentence, Span

TREATY = [
    ("条約は両国の協力を幅広く定めている。", "The treaty provides broadly for cooperation between the two countries."),
    ("ロシアは砲弾を必要としている。", "Russia needs artillery shells."),
    ("これは戦争が長引いたためである。", "This is because the war has dragged on."),
    ("北朝鮮は食糧と燃料を求めている。", "North Korea seeks food and fuel."),
    ("制裁は政治的な成功をもたらさない。", "Sanctions do not bring political success."),
    ("したがって、米国は対話に戻るべきである。", "Therefore the United States should return to dialogue."),
]


def document(doc: str, pairs: list[tuple[str, str | None]], author: dict | None = None, date: str = "", title: dict | None = None) -> Document:
    text, sentences = "", []
    for i, (ja, en) in enumerate(pairs):
        sentences.append(Sentence(i, i // 2, Span(len(text), len(text) + len(ja)), ja, "ja", "body", -1, en))
        text += ja
    return Document(doc, text, "ja", title or {"ja": "条約", "en": "The Treaty"}, (Section(Span(0, len(text)), author or {}, date),), tuple(sentences))


CHANCE = random.Random(7)


def varied(length: int) -> str:
    """A sentence that is like no other."""
    return "".join(chr(0x4E00 + CHANCE.randrange(3_000)) for _ in range(length - 1)) + "。"


def words(sentence: Sentence) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]{4,}", (sentence.rendering or "").lower()) or sentence.text[:6])


def vectors(_: Document, sentences: list[Sentence]) -> np.ndarray:
    """A bag of letters pairs stands in for the model."""
    rows = np.zeros((len(sentences), 64), np.float32)
    for i, s in enumerate(sentences):
        for a, b in zip(s.text, s.text[1:], strict=False):
            rows[i, (ord(a) * 31 + ord(b)) % 64] += 1
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def summary(documents: list[Document], room: int = 3, **more) -> list[tuple[str, int]]:
    parts = in_order_of_date([p for d in documents for p in parts_of(d)])
    return [c.key for c in choose(parts, vectors, words, Room(room, one), **more)]


# choosing


def test_a_sentence_that_leans_on_the_one_before_comes_with_it_or_not_at_all():
    for room in range(1, 7):
        chosen = [index for _, index in summary([document("a.txt", TREATY)], room)]
        assert 2 not in chosen or 1 in chosen


def test_what_stands_first_under_a_heading_leans_on_its_title_and_stands_alone():
    pairs = [("北朝鮮は食糧を得る。", "North Korea gains food."), ("この同盟は続かない。", "This alliance will not last.")]
    one_section = document("a.txt", pairs)
    first, second = one_section.sentences
    two_sections = Document("b.txt", one_section.text, "ja", {}, one_section.sections, (first, replace(second, heading=7)))
    assert summary([one_section], 1) == [("a.txt", 0)]
    relevance = {("b.txt", 1): 1.0}
    assert summary([two_sections], 1, relevance=relevance) == [("b.txt", 1)] and summary([one_section], 1, relevance={("a.txt", 1): 1.0}) == []


def test_sentences_stand_in_the_order_of_the_document():
    chosen = summary([document("a.txt", TREATY)], 4)
    assert chosen == sorted(chosen) and len(chosen) == 4


def test_the_same_thing_is_not_said_twice():
    twice = [*TREATY[:2], TREATY[0], *TREATY[3:]]
    chosen = [index for _, index in summary([document("a.txt", twice)], 5)]
    assert not {0, 2} <= set(chosen)


def test_every_author_is_heard_as_long_as_there_is_room():
    long = document("long.txt", [(f"第{i}の論点は外交と貿易の第{i}段階である。", None) for i in range(40)])
    short = document("short.txt", [("グローバルサウスは対立の緩和を望んでいる。", None)])
    assert {doc for doc, _ in summary([long, short], 3)} == {"long.txt", "short.txt"}


def test_with_a_topic_only_sentences_that_bear_on_it_are_considered():
    relevance = {("a.txt", 4): 0.9, ("a.txt", 5): 0.4}
    assert summary([document("a.txt", TREATY)], 3, relevance=relevance) == [("a.txt", 4), ("a.txt", 5)]


def test_what_a_sentence_on_the_topic_points_to_comes_with_it_but_not_for_its_own_sake():
    assert summary([document("a.txt", TREATY)], 3, relevance={("a.txt", 2): 0.9}) == [("a.txt", 1), ("a.txt", 2)]
    assert summary([document("a.txt", TREATY)], 1, relevance={("a.txt", 2): 0.9}) == []


def test_a_book_is_read_run_by_run_and_its_end_is_reached():
    subjects = ["外交", "制裁", "砲弾", "食糧", "条約", "宇宙"]
    book = document("book.txt", [(f"{i}章は{subjects[i // 200 % 6]}についての第{i}の議論である。", None) for i in range(1_300)])
    steps: list[int] = []
    chosen = summary([book], 9, progress=lambda *at: steps.append(at[1]))
    assert steps == [400, 800, 1200, 1300]
    assert len(chosen) == 9 and max(index for _, index in chosen) > 1_000


def test_a_long_text_is_summarized_before_all_of_it_is_read_and_can_be_stopped_there():
    book = parts_of(document("book.txt", [(varied(20), None) for _ in range(1_000)]))
    grown = [[c.sentence.index for c in chosen] for chosen in choices(book, vectors, words, Room(5, one))]
    assert len(grown) == 2 and max(grown[0]) < 800
    read: list[int] = []
    *_, part = choices(book, vectors, words, Room(5, one), progress=lambda *at: read.append(at[1]), stop=lambda: len(read) == 2)
    assert read == [400, 800] and len(part) == 5


@pytest.mark.parametrize("voices", [1, 2, 6])
def test_a_paragraph_holds_what_a_reader_takes_in_at_once_and_a_little_more_for_each_further_author(voices):
    documents = [document(f"{n}.txt", [(varied(40), None) for _ in range(80)]) for n in range(voices)]
    parts = [p for d in documents for p in parts_of(d)]
    chars = sum(len(c.sentence.text) for c in choose(parts, vectors, words, room_of("medium", parts)))
    assert 890 + 100 * (voices - 1) <= chars <= 1.05 * (1_000 + 100 * (voices - 1))


@pytest.mark.parametrize(("length", "share"), [("medium", 0.36), ("long", 0.5)])
def test_a_summary_is_shorter_than_its_text_however_brief_that_is(length, share):
    ja = parts_of(document("ja.txt", [(varied(40), None) for _ in range(20)]))
    en = parts_of(document("en.txt", [("ロシアは砲弾を必要としている。" + varied(10), "Russia needs artillery shells " + varied(5)) for _ in range(20)]))
    for parts in (ja, en):
        taken = sum(size(c.sentence) for c in choose(parts, vectors, words, room_of(length, parts)))
        assert taken <= 1.05 * share * sum(size(s) for s in parts[0].sentences)


def test_a_text_of_a_few_sentences_keeps_three_of_them():
    parts = parts_of(document("a.txt", [(varied(40), None) for _ in range(5)]))
    assert [len(choose(parts, vectors, words, room_of(length, parts))) for length in ("short", "medium", "long")] == [3, 3, 3]


def test_length_is_measured_in_both_languages_so_that_both_summaries_hold_the_same():
    ja, en = "露" * 200, "word " * 86
    both = Sentence(0, 0, Span(0, 200), ja, "ja", rendering=en)
    assert size(Sentence(0, 0, Span(0, 200), ja, "ja")) == size(both) == size(Sentence(0, 0, Span(0, 430), en, "en")) == pytest.approx(0.2)


def test_no_author_fills_a_summary_of_several():
    parts = [document("many.txt", [(varied(10), None) for _ in range(40)]), document("few.txt", TREATY), document("third.txt", TREATY[1:])]
    chosen = summary(parts, 6)
    assert sum(doc == "many.txt" for doc, _ in chosen) <= 4


# a topic


def evidence(index: int, score: float, cover: float, e5: float) -> Evidence:
    made = document("a.txt", TREATY)
    return Evidence("a.txt", made.sentences[index], made.sections[0], score, {"cover": cover, "cover_near": cover, "e5": e5, "use": e5})


def test_a_topic_is_treated_where_several_sentences_are_about_it():
    about = [evidence(i, 0.3, 0.8, 0.5) for i in range(5)]
    apart = [evidence(0, 0.3, 0.9, 0.4), *(evidence(i, 0.1, 0.2, 0.3) for i in range(1, 5))]
    assert treats(about, 0.7) and not treats(apart, 0.7) and not treats([], 0.0)


def test_the_most_relevant_sentence_bears_on_a_topic_wholly_and_the_least_one_not_at_all():
    relevance = bearing([evidence(0, 0.05, 0.4, 0.4), evidence(1, 0.9, 0.9, 0.8), evidence(2, 0.3, 0.6, 0.5)])
    assert relevance["a.txt", 1] == 1.0 and relevance["a.txt", 0] == 0.0 and 0 < relevance["a.txt", 2] < 1


def test_the_same_input_gives_the_same_sentences():
    documents = [document("a.txt", TREATY), document("b.txt", TREATY[2:], {"ja": "甲野一郎"}, "2024-01-01")]
    assert summary(documents, 5) == summary(documents, 5)


@pytest.mark.parametrize(
    ("line", "prose"),
    [
        ("| 2023 | 12 | 5 |", False),
        ("https://example.org/a https://example.org/b", False),
        ("露" * 10_000, False),
        ("Malyshev disagrees.", True),
        ("Page two", False),
    ],
)
def test_a_row_of_a_table_a_link_or_an_endless_line_is_no_sentence(line, prose):
    assert is_prose(line) is prose


def test_a_row_of_a_table_is_no_sentence_of_a_summary_though_it_is_read_as_one():
    row, read = "| 2024年 | 13,200人 |", "年 2024年: 在ロシアの北朝鮮労働者(推計) 13,200人"
    plain = document("a.md", [(row, None), *TREATY])
    table = replace(plain, sentences=(replace(plain.sentences[0], text=read), *plain.sentences[1:]))
    assert [s.index for s in parts_of(table)[0].sentences] == [1, 2, 3, 4, 5, 6]


def test_a_closing_note_on_the_author_is_no_part_of_the_argument():
    pairs = [*TREATY, ("アンキット・パンダ:上級研究員。著書に国際政治の本がある。", "Ankit Panda: Senior Fellow, author of a book.")]
    part = parts_of(document("a.txt", pairs, {"ja": "アンキット・パンダ", "en": "Ankit Panda"}))[0]
    assert [s.index for s in part.sentences] == [0, 1, 2, 3, 4, 5]


def test_what_stands_among_sentences_on_a_topic_bears_on_it_more_than_the_same_alone():
    among = bearing([evidence(i, 0.5, 0.8, 0.6) for i in (0, 1)] + [evidence(2, 0.2, 0.5, 0.4), evidence(5, 0.01, 0.0, 0.1)])
    alone = bearing([evidence(0, 0.5, 0.8, 0.6), evidence(2, 0.01, 0.0, 0.1), evidence(5, 0.2, 0.5, 0.4)])
    assert among["a.txt", 2] > alone["a.txt", 5] > 0


def test_a_sentence_bears_on_a_topic_more_where_its_author_treats_it():
    def told(doc: str, index: int, score: float, likeness: float) -> Evidence:
        made = document(doc, TREATY)
        return Evidence(doc, made.sentences[index], made.sections[0], score, {"cover": likeness, "cover_near": likeness, "e5": likeness, "use": likeness})

    on_it = [told("on_it.txt", 0, 0.5, 0.6), *(told("on_it.txt", i, 0.6, 0.7) for i in (1, 5))]
    on_other = [told("on_other.txt", 0, 0.5, 0.6), *(told("on_other.txt", i, 0.2, 0.4) for i in (1, 5))]
    relevance = bearing([*on_it, *on_other])
    assert relevance["on_it.txt", 0] > relevance["on_other.txt", 0] > 0
    stray = [told("stray.txt", i, 0.05, 0.2) for i in (0, 1, 5)]
    assert {doc for doc, _ in bearing([*on_it, *stray])} == {"on_it.txt"}


def test_what_says_something_else_in_a_text_on_the_topic_is_left_out():
    on_it = [evidence(i, 0.9, 1.0, 0.6) for i in (0, 1)]
    assert set(bearing([*on_it, evidence(5, 0.01, 0.0, 0.1)])) == {("a.txt", 0), ("a.txt", 1)}
    assert ("a.txt", 2) in bearing([*on_it, evidence(2, 0.01, 0.0, 0.1)])


def test_an_author_who_only_happens_to_share_a_word_of_the_topic_is_not_heard():
    def told(doc: str, index: int, score: float, likeness: float) -> Evidence:
        made = document(doc, TREATY)
        return Evidence(doc, made.sentences[index], made.sections[0], score, {"cover": likeness, "cover_near": likeness, "e5": likeness, "use": likeness})

    treats_it = [told("on_it.txt", i, 0.95, 0.8) for i in range(6)]
    shares_a_word = [told("word.txt", 0, 0.3, 0.5), *(told("word.txt", i, 0.001, 0.0) for i in range(1, 6))]
    says_one_thing = [told("thing.txt", 0, 0.9, 0.8), *(told("thing.txt", i, 0.001, 0.0) for i in range(1, 6))]
    heard = bearing([*treats_it, *shares_a_word, *says_one_thing])
    assert {doc for doc, _ in heard} == {"on_it.txt", "thing.txt"} and ("thing.txt", 5) not in heard


def test_documents_on_a_topic_stand_by_how_far_they_treat_it_and_by_date_where_that_is_alike():
    dates = {"little.txt": "2023-01-01", "late.txt": "2025-01-01", "early.txt": "2024-01-01"}
    parts = [p for doc, date in dates.items() for p in parts_of(document(doc, TREATY, date=date))]
    relevance = {("late.txt", 0): 1.0, ("late.txt", 1): 0.9, ("early.txt", 0): 0.8, ("early.txt", 3): 0.4, ("little.txt", 4): 0.3}
    assert [p.document.doc for p in in_order_of_treatment(parts, relevance)] == ["early.txt", "late.txt", "little.txt"]


def test_of_no_one_text_more_than_half_is_told_beside_others():
    few, many = document("few.txt", [(varied(40), None) for _ in range(6)]), document("many.txt", [(varied(40), None) for _ in range(60)])
    parts = [p for d in (few, many) for p in parts_of(d)]
    relevance = {("few.txt", i): 1.0 for i in range(6)} | {("many.txt", i): 0.5 for i in range(60)}
    chosen = choose(parts, vectors, words, room_of("medium", parts), relevance=relevance)
    assert sum(c.part.document.doc == "few.txt" for c in chosen) == 3


# whose text it is


def test_the_first_line_says_whose_text_of_what_date_it_is_and_what_is_not_known():
    parts = parts_of(document("a.txt", TREATY, {"ja": "ロバート・E・ケリー", "en": "Robert E. Kelly"}, "2025-12-23"))
    assert lead(parts, "ja") == "次の文書の要約です:ロバート・E・ケリー「条約」(掲載元不明、2025年12月23日)。"
    assert lead(parts, "en") == "A summary of Robert E. Kelly, “The Treaty” (publisher unknown, 23 December 2025)."
    assert lead(parts_of(document("b.txt", TREATY)), "en") == "A summary of unknown author, “The Treaty” (publisher unknown, date unknown)."


def test_the_first_line_says_which_documents_are_left_out():
    there, left_out = parts_of(document("a.txt", TREATY)), parts_of(document("b.txt", TREATY, title={"ja": "年表", "en": "A Chronology"}))
    assert lead(there, "ja", "", [*there, *left_out]).endswith("「条約」(掲載元不明、日付不明)。この要約に含まれていない文書:「年表」。")
    assert lead(there, "en", "", [*there, *left_out]).endswith("(publisher unknown, date unknown). Not in it: “A Chronology”.")
    assert "Not in it" not in lead(there, "en", "", there)


@pytest.mark.parametrize(("texts", "sentences"), [(1, 3), (5, 5), (9, 6)])
def test_a_short_summary_of_several_texts_has_a_sentence_of_each_as_far_as_there_is_room(texts, sentences):
    parts = [p for n in range(texts) for p in parts_of(document(f"{n}.txt", [(varied(40), None) for _ in range(9)]))]
    chosen = choose(parts, vectors, words, room_of("short", parts))
    assert (len(chosen), len({c.part.document.doc for c in chosen})) == (sentences, min(texts, 6))
    assert room_of("short", parts, on_topic=True).amount == 3


def test_documents_stand_by_date_the_undated_ones_last():
    documents = [document("c.txt", TREATY), document("a.txt", TREATY, date="2025-01-01"), document("b.txt", TREATY, date="2023-01-01")]
    assert [p.document.doc for p in in_order_of_date([p for d in documents for p in parts_of(d)])] == ["b.txt", "a.txt", "c.txt"]


def test_a_part_is_headed_by_author_title_and_date():
    part = parts_of(document("a.txt", TREATY, {"ja": "甲野一郎", "en": "Ichiro Kono"}, "2024-10-30"))[0]
    assert label(part, "ja", with_title=True) == "甲野一郎(「条約」、2024年10月30日)"
    assert label(part, "en", with_title=False) == "Ichiro Kono (30 October 2024)"


def test_a_date_that_is_only_a_year_stays_one():
    assert (day("2024", "ja"), day("2024-10-30", "en")) == ("2024", "30 October 2024")


def test_the_japanese_and_the_english_draft_rest_on_the_same_sentences():
    chosen = choose(parts_of(document("a.txt", TREATY)), vectors, words, Room(4, one))
    ja, en = draft(chosen, "ja"), draft(chosen, "en")
    assert [c.evidence for c in ja.claims] == [c.evidence for c in en.claims]
    assert [c.text for c in en.claims] == [TREATY[c.evidence[0][1]][1] for c in ja.claims]
    assert labels(chosen, "en", "medium") == {}


def test_sentences_of_two_authors_on_one_point_are_set_side_by_side_with_their_dates():
    documents = [
        document("a.txt", [TREATY[0], *TREATY[3:]], {"ja": "甲野一郎", "en": "Ichiro Kono"}, "2023-01-01"),
        document("b.txt", [("新条約は両国の貿易と協力を定めている。", "The new treaty provides for trade and cooperation between the countries.")]),
    ]
    parts = in_order_of_date([p for d in documents for p in parts_of(d)])
    chosen = choose(parts, vectors, words, Room(5, one))
    assert same_points(chosen, vectors, words) == [(0, 4)]
    line = comparison([(0, 4)], chosen, [(1,), (), (), (), (5,)], "en")
    assert line.endswith("(whether they agree is for you to see): Ichiro Kono (1 January 2023) [1] and unknown author (“The Treaty”, date unknown) [5].")
    assert comparison([], chosen, [], "ja") == ""


def test_an_author_heads_a_part_alone_and_the_title_stands_in_for_an_unknown_one():
    known, unknown = document("a.txt", TREATY[:1], {"ja": "甲野一郎"}, "2023-01-01"), document("b.txt", TREATY[4:5])
    chosen = choose([p for d in (known, unknown) for p in parts_of(d)], vectors, words, Room(2, one))
    assert list(labels(chosen, "ja", "medium").values()) == ["甲野一郎(2023年1月1日)", "筆者不明(「条約」、日付不明)"]


# the whole way, on a small collection


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    folder = tmp_path_factory.mktemp("files")
    (folder / "ja.txt").write_text("\n\n".join("".join(ja for ja, _ in TREATY[i : i + 2]) for i in (0, 2, 4)), "utf-8")
    (folder / "en.txt").write_text("\n\n".join(en for _, en in TREATY), "utf-8")
    (folder / "one.txt").write_text("条約は10月24日に批准された。", "utf-8")
    (folder / "table.md").write_text("| 年 | 数 |\n|---|---|\n| 2023 | 12 |\n| 2024 | 15 |\n", "utf-8")
    (folder / "line.txt").write_text("露" * 2_000, "utf-8")
    (folder / "links.md").write_text("- https://example.org/a\n- https://example.org/b?c=1\n- [d](https://example.org/d)\n", "utf-8")
    home = tmp_path_factory.mktemp("home")
    opened = Assistant.open(Config(home=home, seeds=False))
    opened.add(sorted(folder.iterdir()))
    yield opened
    opened.close()


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("length", ["short", "medium", "long"])
def test_every_sentence_is_cited_to_the_character_and_supported(assistant, language, length):
    reply = assistant.summarize(language=language, length=length)
    text = {d.doc: d.text for d in assistant.documents}
    assert reply.outcome == "answered" and reply.language == language
    assert all(text[c.doc][c.start : c.end] == c.quote for c in reply.citations)
    assert all(claim.citations and claim.verdict.label == "supported" for claim in reply.claims)
    assert length != "short" or len(reply.claims) == 3


def test_a_summary_holds_the_same_places_in_both_languages_and_each_time(assistant):
    ja, en, again = (assistant.summarize(["ja.txt", "en.txt"], language=language) for language in ("ja", "en", "ja"))
    assert [(c.doc, c.start) for c in ja.citations] == [(c.doc, c.start) for c in en.citations]
    assert (ja.answer, ja.digest) == (again.answer, again.digest)


def test_one_sentence_is_its_own_summary(assistant):
    reply = assistant.summarize(["one.txt"], language="ja")
    assert [c.quote for c in reply.citations] == ["条約は10月24日に批准された。"]


@pytest.mark.parametrize("doc", ["table.md", "line.txt", "links.md"])
def test_a_table_links_alone_or_one_endless_line_gets_a_plain_answer(assistant, doc):
    reply = assistant.summarize([doc], language="en")
    assert reply.refused and reply.answer.startswith("There is no text to summarize")


@pytest.mark.parametrize(("topic", "start"), [("相撲の番付", "このご質問は、"), ("cricket world cup", "This lies outside")])
def test_a_topic_that_no_document_treats_is_refused(assistant, topic, start):
    reply = assistant.summarize(topic=topic)
    assert reply.refused and not reply.claims and reply.answer.startswith(start)


def test_a_topic_that_the_documents_treat_is_summarized_in_the_language_of_its_words(assistant):
    reply = assistant.summarize(topic="sanctions")
    assert reply.outcome == "answered" and reply.language == "en"
    assert "Sanctions do not bring political success." in [c.quote for c in reply.citations]


def test_an_unknown_document_or_length_is_named_with_its_remedy(assistant):
    with pytest.raises(UsageError, match=r"“nope\.txt”\. `assistant documents list`"):
        assistant.summarize(["nope.txt"])
    with pytest.raises(UsageError, match="short, medium, long"):
        assistant.summarize(length="huge")


def test_an_empty_collection_says_so(tmp_path):
    empty = Assistant.open(Config(home=tmp_path, seeds=False))
    reply = empty.summarize(language="ja")
    empty.close()
    assert reply.refused and reply.answer.startswith("文書がまだ一つもありません")
