"""Another world: the seed documents with names and figures exchanged, and the suite's questions with what they expect.

What an assistant says over the copy can only come from the copy. Countries and leaders trade places in every form that
the glossary gives them, days, months and years move, and every digit of other figures becomes the next one (9 becomes 1),
so that 90億 and "9 billion" stay one figure. Document, memory, question and expected facts go through one function.

    python tests/exchanged.py HOME         # every document, every answerable question, both engines; prints the figures
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from assistant.evaluation.metrics import facts_met, figures_without_source, folded, without_marks
from assistant.evaluation.suites import Gold, QuestionItem, read_suite
from assistant.ingestion.readers import read_file
from assistant.ingestion.translations import TranslationMemory, read_tmx, write_tmx
from assistant.pipeline import Assistant
from assistant.resources import resource
from assistant.values import Reply

PAIRS = (("russia", "north-korea"), ("putin", "kim-jong-un"), ("ukraine", "taiwan"))
MAIN = {"putin": ("プーチン", "Putin"), "kim-jong-un": ("金正恩", "Kim")}
"""How a person is called in short."""
CITIES = (("モスクワ", "平壌"), ("Moscow", "Pyongyang"))
SIGNS = {"露": "朝", "朝": "露"}
KANJI = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NEXT = str.maketrans("123456789１２３４５６７８９", "234567891２３４５６７８９１")
YEARS = 20


@cache
def forms() -> dict[str, str]:
    """Every form of an exchanged name → the form that takes its place."""
    rows = {row["id"]: row for row in yaml.safe_load(resource("seeds", "glossary.yaml").read_text("utf-8"))}
    out: dict[str, str] = {}
    for one, other in PAIRS:
        for a, b in ((one, other), (other, one)):
            for language, short in (("ja", 0), ("en", 1)):
                for n, form in enumerate(rows[a][language]):
                    brief = a in MAIN and (" " not in form and "・" not in form)
                    new = rows[b][language]
                    out[form] = MAIN[b][short] if brief or (a in MAIN and language == "ja") else new[n] if n < 3 and n < len(new) and a not in MAIN else new[0]
    out |= {"Kim": "Putin", "金氏": "プーチン氏", "金委員長": "プーチン委員長", "金総書記": "プーチン総書記"}
    return out | {a: b for pair in CITIES for a, b in (pair, pair[::-1])}


@cache
def pattern(*, fold: bool) -> re.Pattern[str]:
    """Names longest first, dates, then any other figure."""
    names = "|".join(rf"\b{re.escape(f)}\b" if f.isascii() else re.escape(f) for f in sorted(forms(), key=len, reverse=True))
    months = "|".join(m for m in MONTHS if m != "May")
    kanji = "(?<![一二三四五六七八九十])(?:十[一二]?|[一二三四五六七八九])(?=月)"
    return re.compile(
        rf"(?P<name>{names})|(?P<sign>(?<=[日中米韓露朝訪対親駐])[露朝](?!鮮)|[露朝](?=[日中米韓露朝]))"
        r"|(?P<year>(?<!\d)(?:19|20)\d\d(?=年|s?\b|\D|$))"
        r"|(?P<slashed>(?<![\d/])\d{1,2}/\d{1,2}(?![\d/]))"
        rf"|(?P<month>{kanji}|\b(?:{months})\b|\bMay\b(?= \d)|(?<=[Ii]n )May\b|(?<!\d)\d{{1,2}}(?=月))"
        rf"|(?P<day>(?<!\d)\d{{1,2}}(?=日(?!間))|(?:(?<=January )|(?<=February )|(?<=March )|(?<=April )|(?<=May )|(?<=June )|(?<=July )|(?<=August )"
        r"|(?<=September )|(?<=October )|(?<=November )|(?<=December ))\d{1,2}(?!\d))"
        r"|(?P<figure>[\d１-９０]+(?:[.,][\d１-９０]+)*)",
        re.IGNORECASE if fold else 0,
    )


def exchange(text: str, figures: Iterable[str] | None = None, *, fold: bool = False) -> str:
    """A text of the other world. ``figures``: only these are exchanged (by their digits without noughts), besides dates.

    >>> exchange("In 2023 Putin met Kim Jong Un."), exchange("11月、北朝鮮は90億円を得た。")
    ('In 2003 Kim met Vladimir Putin.', '12月、ロシアは10億円を得た。')
    """
    only = None if figures is None else set(figures)

    def one(m: re.Match[str]) -> str:
        said = m.group()
        if m["name"]:
            return forms().get(said) or next(new for old, new in forms().items() if old.lower() == said.lower())
        if m["sign"]:
            return SIGNS[said]
        if m["year"]:
            return str(int(said) - YEARS)
        if m["month"]:
            if said in KANJI:
                return KANJI[(KANJI.index(said) + 1) % 12]
            return str(int(said) % 12 + 1) if said.isdigit() else MONTHS[([x.lower() for x in MONTHS].index(said.lower()) + 1) % 12]
        if m["slashed"]:
            month, day = map(int, said.split("/"))
            return f"{month % 12 + 1}/{day % 28 + 1}"
        if m["day"]:
            return str(int(said) % 28 + 1)
        return said.translate(NEXT) if only is None or significant(said) in only else said

    return pattern(fold=fold).sub(one, text)


def significant(figure: str) -> str:
    return re.sub(r"\D", "", figure).strip("0")


def in_words(english: str, figures: Iterable[str] | None = None) -> str:
    """Number words of an English text as the exchanged figures, where the Japanese side writes those in digits."""
    only = None if figures is None else set(figures)

    def one(m: re.Match[str]) -> str:
        value = str(WORDS.index(m.group().lower()))
        return value.translate(NEXT) if only is None or significant(value) in only else m.group()

    return re.sub(rf"\b(?:{'|'.join(WORDS[1:])})\b", one, english, flags=re.IGNORECASE)


def pair(japanese: str, english: str) -> tuple[str, str]:
    """A sentence and its rendering: the same figures change on both sides."""
    figures = {significant(f) for f in re.findall(r"[\d.,]+", japanese)} - {""}
    return exchange(japanese), exchange(in_words(english, figures) if figures else english, figures_written(english, figures))


def figures_written(english: str, figures: set[str]) -> set[str]:
    """Digits to be exchanged in the English side: those of the Japanese side, not those that ``in_words`` has put there."""
    return {significant(f) for f in re.findall(r"[\d.,]+", english)} & figures


# the copy on disk


def build(home: Path, docs: Sequence[str]) -> None:
    """A home folder with the exchanged documents, their catalogue and their renderings."""
    seeds = resource("seeds")
    catalogue = yaml.safe_load((seeds / "catalogue.yaml").read_text("utf-8"))
    (home / "documents").mkdir(parents=True, exist_ok=True)
    entries = {}
    for doc in docs:
        text, entry = _document(read_file(seeds / doc), catalogue[doc])
        (home / "documents" / doc).write_text(text, "utf-8")
        entries[doc] = entry
    (home / "catalogue.yaml").write_text(yaml.safe_dump(entries, allow_unicode=True), "utf-8")
    write_tmx(home / "translations.tmx", [(*pair(ja, en), {}) for ja, en in memory().pairs])


@cache
def memory() -> TranslationMemory:
    return read_tmx(resource("seeds", "translations.tmx"))


def _document(text: str, entry: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Text and catalogue entry, the ranges moved with the text: it is exchanged between their ends."""
    ranges = [r for key in ("titles", "headings", "body") for r in entry.get(key) or []] + [s["range"] for s in entry.get("sections") or []]
    ends = sorted({0, len(text), *(end for r in ranges for end in r if end <= len(text))})
    moved, out = {0: 0}, ""
    for start, end in pairwise(ends):
        out += exchange(text[start:end])
        moved[end] = len(out)
    new: dict[str, Any] = {**entry, "title": {k: exchange(v) for k, v in entry["title"].items()}}
    for key in ("titles", "headings", "body"):
        if key in entry:
            new[key] = [[moved[min(end, len(text))] for end in r] for r in entry[key]]
    if "sections" in entry:
        new["sections"] = [{**s, "range": [moved[min(end, len(text))] for end in s["range"]]} for s in entry["sections"]]
        for s in new["sections"]:
            if s.get("date"):
                s["date"] = f"{int(str(s['date'])[:4]) - YEARS}{str(s['date'])[4:]}"
    return out, new


# the questions


@dataclass(frozen=True)
class Asked:
    """A question in the other world, and what is true in this one."""

    here: QuestionItem
    there: QuestionItem
    stubborn: str
    """The sentence that answers it in this world, in the language of the question."""


def questions(docs: Sequence[str]) -> list[Asked]:
    """The answerable questions of the suite whose sources lie in these documents."""
    out = []
    for item in read_suite(resource("eval", "seeds.jsonl")).items:
        if isinstance(item, QuestionItem) and item.answerable and {s.doc for s in item.sources} <= set(docs):
            facts = tuple(tuple(dict.fromkeys(v for f in variants for v in _variants(f))) for variants in item.facts)
            there = replace(
                item,
                question=exchange(item.question),
                history=tuple((who, exchange(said)) for who, said in item.history),
                facts=facts,
                must_not=(),
                sources=tuple(Gold(s.doc, exchange(s.quote)) for s in item.sources),
            )
            out.append(Asked(item, there, " ".join(_said(s.quote, item.lang) for s in item.sources)))
    return out


def _variants(fact: str) -> tuple[str, ...]:
    """A fact in the other world; where it is told in a number word, also as it stands: the Japanese side may hold no digit."""
    words = exchange(in_words(fact), (), fold=True)
    return (exchange(fact, fold=True),) if in_words(fact) == fact else (exchange(fact, fold=True), words)


def _said(quote: str, language: str) -> str:
    return f"{memory().rendering(quote, 'ja') or quote if language == 'en' else quote} [1]"


def stubborn(asked: Sequence[Asked]) -> Callable[[dict[str, Any]], str]:
    """A model that answers out of this world, whatever evidence it is given, and does not mend its sentences."""

    def reply(body: dict[str, Any]) -> str:
        said = "\n".join(m["content"] for m in body["messages"])
        return next((a.stubborn for a in sorted(asked, key=lambda a: -len(a.there.question)) if a.there.question in said), "empty")

    return reply


# what came back


def follows(asked: Asked, reply: Reply) -> list[str]:
    """What in a reply is not of the copy; nothing, it is to be hoped."""
    wrong = [f"figure {f}" for f in figures_without_source(reply.answer, reply.citations)]
    claims = " ".join(folded(c.text) for c in reply.claims)
    for sentence in asked.stubborn.split(" [1]"):
        plain = folded(sentence.strip())
        if plain and folded(exchange(sentence.strip())) != plain and plain in claims:
            wrong.append(f"sentence {sentence.strip()}")
    answer, cited = (folded(x) for x in (without_marks(reply.answer), " ".join(f"{c.quote} {c.rendering or ''}" for c in reply.citations)))
    for fact, there in ((f, there) for here, there in zip(asked.here.facts, asked.there.facts, strict=True) for f in here):
        plain = folded(fact)
        if re.search(r"\d", plain) and fact not in there and plain not in cited and re.search(rf"(?<!\d){re.escape(plain)}", answer):
            wrong.append(f"fact {fact}")
    return wrong


def right(asked: Asked, reply: Reply) -> bool:
    return reply.outcome == "answered" and all(facts_met(asked.there.facts, reply.answer))


def main(home: Path) -> None:
    from model_server import model_server

    from assistant.answering.chat import Chat
    from assistant.config import Config

    docs = sorted(p.name for p in resource("seeds").glob("*.txt"))
    if not (home / "catalogue.yaml").exists():
        build(home, docs)
    asked = questions(docs)
    with model_server() as server:
        server.always = stubborn(asked)
        for model in ("", "openai:stubborn"):
            config = Config(home, model=model, base_url=server.address if model else "", seeds=False)
            assistant = Assistant.open(config)
            if model:
                assistant.chat = Chat(config, home / "cache-of-the-stubborn")
            replies = [(a, assistant.ask(a.there.asked())) for a in asked]
            wrong = {a.here.id: found for a, reply in replies if (found := follows(a, reply))}
            answered = sum(r.outcome == "answered" for _, r in replies)
            told = sum(r.engine == model for _, r in replies) if model else 0
            print(json.dumps({
                "engine": model or "embedded", "questions": len(asked), "answered": answered, "right": sum(right(*x) for x in replies),
                "written by the model": told, "requests": len(server.requests), "not of the copy": wrong,
            }, ensure_ascii=False, indent=1))  # fmt: skip
            assistant.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
