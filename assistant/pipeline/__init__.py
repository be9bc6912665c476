"""The stages, joined once. Command line, page and evaluation call ``Assistant``, so what people use is what is measured.

    files    ─ Collection.open ─▶ Collection        documents, index, glossary, term space: replaced whole, never changed
    question ─ asking.answer(Collection) ─▶ Trace    retrieve → select → draft → verify → conclude, by the embedded engine
    Trace    ─ writing.written(model) ─▶ Traces      the same answer as a chat model writes it, sentence by verified sentence
    claim    ─ verifying.check(Collection) ─▶ Checked
    documents, topic ─ summaries(Collection, model) ─▶ Replies
    question, Reply  ─ follow_ups(Collection) ─▶ questions

Each file imports only those before it: ``collection``, ``verifying``, ``replies``, ``asking``, ``rendering``, ``writing``,
``follow_ups``, ``summaries``, ``session``. The session holds what is open and the lock; the others are functions of a collection,
or of ``Current`` where they let go of it while a model writes.
"""

from __future__ import annotations

from assistant.pipeline.asking import Trace
from assistant.pipeline.collection import PASSAGES, Collection, Progress
from assistant.pipeline.session import Assistant, open_assistant

__all__ = ["PASSAGES", "Assistant", "Collection", "Progress", "Trace", "open_assistant"]
