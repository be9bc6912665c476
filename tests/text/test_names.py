"""Who and what a text names, with the glossary that ships with the documents."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.text.analysis import analyse
from assistant.text.names import Glossary, katakana_names, romanize, sound, unlisted_names

SEEDS = Path(__file__).parents[2] / "seeds" / "glossary.yaml"
GLOSSARY = Glossary(yaml.safe_load(SEEDS.read_text(encoding="utf-8")))


def named(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(n.text, n.ids) for n in GLOSSARY.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("プーティン大統領", [("プーティン", ("putin",))]), ("プーチン大統領", [("プーチン", ("putin",))]),
        ("ウラジーミル・プーチン", [("ウラジーミル・プーチン", ("putin",))]), ("President Putin", [("Putin", ("putin",))]),
        ("Vladimir Putin", [("Vladimir Putin", ("putin",))]),
        ("金正恩", [("金正恩", ("kim-jong-un",))]), ("Kim Jong Un's train", [("Kim Jong Un", ("kim-jong-un",))]),
        ("ロシアと北朝鮮", [("ロシア", ("russia",)), ("北朝鮮", ("north-korea",))]),
        ("Russia and North Korea", [("Russia", ("russia",)), ("North Korea", ("north-korea",))]),
        ("US sanctions", [("US", ("united-states",))]), ("the U.S. and us", [("U.S.", ("united-states",))]), ("USAと", [("USA", ("united-states",))]),
        ("タイ政府", [("タイ", ("thailand",))]), ("今日ロシアは", [("ロシア", ("russia",))]), ("第二次世界大戦", [("第二次世界大戦", ("world-war-ii",))]),
        ("World War II", [("World War II", ("world-war-ii",))]),
        ("金正恩朝鮮労働党総書記", [("金正恩", ("kim-jong-un",)), ("朝鮮労働党", ("workers-party-of-korea",))]),
    ],
)  # fmt: skip
def test_every_form_leads_to_its_entity(text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    "text", ["タイムズ紙", "let us go", "give us time", "Putinism", "プーチンスキー", "15日朝", "RUSSIAN-less".lower(), "雨が降った。", ""]
)
def test_a_form_inside_another_word_is_no_name(text: str) -> None:
    assert named(text) == []


def test_the_longest_form_wins() -> None:
    assert named("朝鮮民主主義人民共和国") == [("朝鮮民主主義人民共和国", ("north-korea",))]
    assert named("the Democratic People's Republic of Korea") == [("Democratic People's Republic of Korea", ("north-korea",))]
    assert named("the Democratic People’s Republic of Korea") == [("Democratic People’s Republic of Korea", ("north-korea",))]
    tiny = Glossary([{"id": "a", "kind": "place", "ja": ["北"], "en": ["New"]}, {"id": "b", "kind": "place", "ja": ["北国"], "en": ["New York"]}])
    assert [n.ids for n in tiny.find("北国 New York New")] == [("b",), ("b",), ("a",)]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("露朝関係", ("russia", "north-korea")), ("日米韓の首脳", ("japan", "united-states", "south-korea")), ("南北関係", ("north-korea", "south-korea")),
        ("the two Koreas", ("north-korea", "south-korea")), ("中露朝", ("china", "russia", "north-korea"))
    ],
)  # fmt: skip
def test_a_compound_names_all_its_parts(text: str, ids: tuple[str, ...]) -> None:
    (name,) = GLOSSARY.find(text)
    assert (name.kind, set(name.ids)) == ("compound", set(ids))


def test_a_form_that_needs_its_context_is_not_sure() -> None:
    (short,) = GLOSSARY.find("金氏は語った")
    assert not short.sure and "kim-jong-un" in short.ids and len(short.ids) > 1
    (full,) = GLOSSARY.find("金正恩は語った")
    assert full.sure


@pytest.mark.parametrize(
    ("known", "ids"),
    [
        (frozenset({"kim-jong-un", "putin"}), ("kim-jong-un",)),
        (frozenset({"kim-yo-jong"}), ("kim-yo-jong",)),
        (frozenset({"putin"}), None),
    ],
)
def test_what_several_persons_go_by_stands_for_whom_the_document_names_in_full(known: frozenset[str], ids: tuple[str, ...] | None):
    (alone,) = analyse("金氏は語った。", GLOSSARY).names
    (inside,) = analyse("金氏は語った。", GLOSSARY, known=known).names
    assert len(alone.ids) > 1
    assert inside.ids == (ids or alone.ids)


def test_terms_come_only_on_request() -> None:
    assert [n.kind for n in GLOSSARY.find("砲弾")] == []
    assert [n.kind for n in GLOSSARY.find("砲弾", terms=True)] == ["term"]


def test_translations_give_the_preferred_forms() -> None:
    assert GLOSSARY.translations(["north-korea"], "ja", limit=1) == ["北朝鮮"]
    assert GLOSSARY.translations(["russia-dprk"], "en", limit=1) == ["Russia", "North Korea"]
    assert GLOSSARY.translations(["nobody"], "en") == []


def test_a_compound_is_searched_for_by_all_it_names_and_a_capital_by_its_country_too() -> None:
    assert {"Japan", "United States", "South Korea"} <= set(GLOSSARY.other_names("日米韓の首脳", "ja"))
    assert {"Seoul", "South Korea", "韓国"} <= set(GLOSSARY.other_names("ソウルの懸念", "ja"))
    assert {"ソウル", "韓国", "South Korea"} <= set(GLOSSARY.other_names("worries in Seoul", "en"))


def test_what_several_persons_go_by_is_searched_for_as_it_stands() -> None:
    assert GLOSSARY.other_names("金氏は語った。", "ja") == ()
    assert GLOSSARY.other_names("Kim spoke.", "en") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("According to Maria Petrova, it rained.", ["Maria Petrova"]), ("President Tokayev spoke.", ["Tokayev"]), ("He met John Smith.", ["John Smith"]),
        ("They read Judge Llorente's report.", ["Llorente"]),
        ("数はIGRAは推計より少ない110万人。", ["IGRA"]), ("She met José Álvarez.", ["José Álvarez"]),
        ("山田太郎と会った。", ["山田太郎"]),
        ("Kim met Putin.", []), ("The weather was fine.", []), ("On Monday he left.", []), ("雨が降った。", []), ("プーチン大統領と会った。", []),
    ],
)  # fmt: skip
def test_names_outside_the_glossary_are_found_by_form(text: str, expected: list[str]) -> None:
    assert [u.text for u in unlisted_names(GLOSSARY, text)] == expected


@pytest.mark.parametrize(
    ("japanese", "english"),
    [
        ("プーチン", "Putin"), ("プーティン", "Putin"), ("ジョンソン", "Johnson"), ("マクロン", "Macron"), ("ゼレンスキー", "Zelensky"),
        ("バイデン", "Biden"), ("トランプ", "Trump"), ("ブリンケン", "Blinken"), ("スミス", "Smith"), ("ルール", "Ruhr"),
        ("トカエフ", "Tokayev"), ("ペスコフ", "Peskov"), ("ラブロフ", "Lavrov"), ("ショイグ", "Shoigu"), ("フィリップ", "Philip"),
        ("キソガワ", "Kisogawa"), ("ベトナム", "Vietnam"), ("ヴェトナム", "Vietnam"),
    ],
)  # fmt: skip
def test_a_name_sounds_the_same_in_both_scripts(japanese: str, english: str) -> None:
    assert sound(japanese) == sound(english) != ""


@pytest.mark.parametrize(
    ("japanese", "english"), [("プーチン", "Biden"), ("マクロン", "Merkel"), ("ペスコフ", "Lavrov"), ("トランプ", "Truman"), ("ショイグ", "Zelensky")]
)
def test_other_names_sound_otherwise(japanese: str, english: str) -> None:
    assert sound(japanese) != sound(english)


def test_katakana_is_romanized_without_long_vowels() -> None:
    assert [romanize(k) for k in ("プーチン", "キソガワ", "シャ", "チェ", "フィリップ", "")] == ["puchin", "kisogawa", "sha", "che", "firipu", ""]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("カルデナの首都アルメラで", ["カルデナ", "アルメラ"]), ("ノア・キンボール外相", ["ノア・キンボール"]), ("ヘリコプターとセンターのデータ", []),
        ("雨が降った。", []),
        ("It rained.", []),
    ],
)  # fmt: skip
def test_a_name_in_katakana_is_told_from_a_word_of_the_dictionary(text: str, expected: list[str]) -> None:
    assert [s.of(text) for s in katakana_names(text)] == expected


FORMS = sorted({form for e in GLOSSARY.entities.values() for table in (e.forms, e.short) for forms in table.values() for form in forms})


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from([*FORMS, "と", " and ", "、", "の", "・", "ー", "’s", "us", "イ", "\ud800", "\u200b"]), max_size=6).map("".join)
    | st.text(max_size=80)
)
def test_spans_give_back_the_text_in_order(text: str) -> None:
    end = 0
    for name in GLOSSARY.find(text, terms=True):
        assert end <= name.span.start < name.span.end <= len(text)
        assert name.text == text[name.span.start : name.span.end]
        assert name.ids
        end = name.span.end


def test_nearly_every_form_of_the_glossary_finds_its_own_entity() -> None:
    sure = [(form, e.id) for e in GLOSSARY.entities.values() if e.kind not in {"term", "compound"} for forms in e.forms.values() for form in forms]
    lost = [form for form, identity in sure if not any(identity in n.ids for n in GLOSSARY.find(form))]
    assert len(sure) > 500
    assert len(lost) <= len(sure) // 100, lost
