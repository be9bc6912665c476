import math

import pytest

from assistant.retrieval.index import open_index

from .conftest import passages_of, sentences_of

RIVER = {
    ("toyooka", "ja"): "豊岡市\n豊岡盆地は兵庫県の北部にあり、円山川が中央を流れている。",
    ("kiso", "ja"): "木曽三川\n濃尾平野を流れる木曽川は、下流で長良川および揖斐川と並んで流れる。",
    ("visit", "ja"): "首脳会談\nプーチン大統領は9月に平壌を訪れ、金正恩総書記と会談した。",
    ("visit", "en"): "Summit\nPresident Putin visited Pyongyang in September and met General Secretary Kim Jong Un.",
    ("treaty", "ja"): "条約\n両国は包括的戦略パートナーシップ条約に署名した。",
    ("treaty", "en"): "Treaty\nThe two countries signed a comprehensive strategic partnership treaty.",
    ("grain", "en"): "Harvest\nThe wheat harvest in Kansas was the smallest for sixty years.",
}


@pytest.fixture(scope="module")
def rivers(tmp_path_factory):
    index = open_index(tmp_path_factory.mktemp("rivers") / "index", passages_of(RIVER), sentences_of(RIVER))
    yield index
    index.store.close()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("円山川はどこを流れていますか。", "toyooka:0-0:ja"),
        ("What flows through the Toyooka Basin?", "toyooka:0-0:ja"),
        ("Which rivers does the Kiso River run beside?", "kiso:0-0:ja"),
        ("誰が平壌を訪れましたか。", "visit:0-0:ja"),
        ("Who visited Pyongyang?", "visit:0-0:en"),
        ("What did the two countries sign?", "treaty:0-0:en"),
        ("カンザスの小麦の収穫はどうでしたか。", "grain:0-0:en"),
    ],
)
def test_the_passage_is_found_from_either_language_and_shown_in_the_readers_if_it_can_be(rivers, query, found):
    assert rivers.search(query)[0].passage.id == found


def test_renderings_do_not_crowd_out_a_document_that_has_none(tmp_path):
    renderings = {(f"seed{i}", "ja"): f"北朝鮮の資料\n北朝鮮についての第{i}の文書である。" for i in range(12)}
    renderings |= {(f"seed{i}", "en"): f"North Korea\nA document on North Korea, number {i}." for i in range(12)}
    mine = {("mine", "ja"): "サケ\n産卵を終えて弱ったサケはホッチャレと呼ばれる。"}
    index = open_index(tmp_path / "index", passages_of({**renderings, **mine}), {})
    assert index.search("What is a salmon called that is weak after spawning?", 1)[0].passage.id == "mine:0-0:ja"


def test_an_original_and_its_rendering_are_one_hit(rivers):
    places = [hit.passage.doc for hit in rivers.search("Putin プーチン treaty 条約")]
    assert len(places) == len(set(places))


def test_the_same_question_gives_the_same_hits(rivers):
    assert rivers.search("Who visited Pyongyang?") == rivers.search("Who visited Pyongyang?")


def test_hits_are_ordered_by_relevance_and_none_has_zero(rivers):
    scores = [hit.score for hit in rivers.search("平壌を訪れた人")]
    assert scores == sorted(scores, reverse=True)
    assert min(scores) > 0


def test_names_in_the_other_language_help(rivers):
    def relevance(**options):
        return {hit.passage.doc: hit.score for hit in rivers.search("Which city did he go to?", **options)}.get("toyooka.txt", 0.0)

    assert relevance(expansions=["円山川"]) > relevance()


@pytest.mark.parametrize("query", ["", " ", "???", "\u200b", "の", "the", "x" * 500, "九" * 200, "\ud83d\ude00", "' OR 1=1 --"])
def test_any_text_can_be_searched(rivers, query):
    assert all(math.isfinite(hit.score) for hit in rivers.search(query))


def test_sentence_vectors_come_in_the_order_asked_for(rivers):
    one = rivers.sentence_vectors("e5", ["visit:0:en", "toyooka:0:ja", "visit:0:en"])
    assert one.shape == (3, 384)
    assert (one[0] == one[2]).all()
    assert (one[1] == rivers.sentence_vectors("e5", ["toyooka:0:ja"])[0]).all()
    assert rivers.sentence_vectors("use", []).shape[0] == 0


def test_an_empty_collection_finds_nothing(tmp_path):
    assert open_index(tmp_path / "index", [], {}).search("誰が平壌を訪れましたか。") == []
