"""The plain chain that tutorials build, to compare with: splitter, Chroma, the four nearest passages, an answer.

It has the same documents and the same embeddings as the assistant, and nothing else of it: no renderings, no
choice of sentences, no check, no refusal of its own. With a chat model the model writes and may say that it does
not know; without one the nearest passage is the answer.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from assistant.config import Config
from assistant.errors import ConfigError, ModelError, SuiteError
from assistant.evaluation.suites import Suite
from assistant.text.language import detect
from assistant.values import Citation, Document, Question, Reply

CHUNK_CHARS = 1_000
OVERLAP_CHARS = 200
TOP = 4
UNKNOWN = "I do not know."
PROMPT = (
    "Answer the question from the context below, briefly, in the language of the question. "
    f"If the context does not answer it, reply exactly: {UNKNOWN}\n\nContext:\n{{context}}\n\nQuestion: {{question}}"
)


def asked_of_both(suites: Sequence[Suite]) -> list[Suite]:
    """The suites of questions: the chain neither checks a claim nor summarizes. Raises SuiteError where there is none."""
    found = [suite for suite in suites if suite.form == "questions"]
    if not found:
        raise SuiteError("The plain chain answers questions only. Give it a suite of questions with --suite, or leave --baseline out.")
    return found


class Baseline:
    """Asked like the assistant. The index lives in memory and goes with it."""

    def __init__(self, documents: Sequence[Document], config: Config) -> None:
        self.documents = tuple(documents)
        self._by_name = {d.doc: d for d in documents}
        self._store = _store(documents)
        self._model = _model(config)
        self.engine = f"baseline ({config.model})" if config.model else "baseline"

    def ask(self, question: Question) -> Reply:
        began = time.perf_counter()
        found = self._store.similarity_search(question.text, k=TOP)
        language = question.language or detect(question.text)
        citations = tuple(self._citation(n, chunk) for n, chunk in enumerate(found, 1))
        if self._model is None:
            answer = f"{citations[0].quote} [1]" if citations else UNKNOWN
            citations = citations[:1]
        else:
            answer = self._written(question.text, citations)
        outcome = "refused" if not citations or UNKNOWN.rstrip(".").lower() in answer.lower() else "answered"
        return Reply(answer, language, "refused" if outcome == "refused" else "answered", citations, engine=self.engine, seconds=time.perf_counter() - began)

    def _written(self, question: str, citations: Sequence[Citation]) -> str:
        context = "\n\n".join(c.quote for c in citations)
        try:
            return str(self._model.invoke(PROMPT.replace("{context}", context).replace("{question}", question)).content)
        except Exception as error:  # every provider has its own kinds
            raise ModelError(f"The chat model did not answer ({type(error).__name__}). Check --model and its key, then run again.", retry=True) from error

    def _citation(self, n: int, chunk: Any) -> Citation:
        document = self._by_name[chunk.metadata["doc"]]
        start = int(chunk.metadata["start_index"])
        title = document.title.get(document.language) or next(iter(document.title.values()), document.doc)
        return Citation(n, document.doc, title, start, start + len(chunk.page_content), chunk.page_content)


def _store(documents: Sequence[Document]) -> Any:
    try:
        from langchain_text_splitters import RecursiveCharacterTextSplitter
    except ImportError:
        raise ConfigError("The baseline needs a package that is not installed. Install it with: pip install langchain-text-splitters") from None
    import chromadb
    from chromadb.config import Settings
    from langchain_chroma import Chroma

    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK_CHARS, chunk_overlap=OVERLAP_CHARS, add_start_index=True)
    chunks = splitter.create_documents([d.text for d in documents], [{"doc": d.doc} for d in documents])
    client = chromadb.EphemeralClient(Settings(anonymized_telemetry=False))
    store = Chroma(collection_name="baseline", embedding_function=_embeddings(), client=client)
    store.reset_collection()
    if chunks:
        store.add_documents(chunks)
    return store


def _embeddings() -> Any:
    from langchain_core.embeddings import Embeddings

    from assistant.retrieval.embedding import e5_passages, e5_query

    class E5(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return [list(map(float, vector)) for vector in e5_passages(texts)]

        def embed_query(self, text: str) -> list[float]:
            return list(map(float, e5_query(text)))

    return E5()


def _model(config: Config) -> Any:
    if not config.model:
        return None
    from langchain.chat_models import init_chat_model

    options: dict[str, Any] = {"base_url": config.base_url} if config.base_url else {}
    try:
        return init_chat_model(config.model, temperature=0, timeout=config.timeout_s, **options)
    except (ImportError, ValueError) as error:
        raise ConfigError(f"The model “{config.model}” cannot be used ({error}). Check --model.") from None
