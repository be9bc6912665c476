"""A collection of one document and an assistant that says what it is told, for the tests of the evaluation itself."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from assistant.evaluation.suites import ClaimItem, Gold, QuestionItem, Suite
from assistant.values import AnsweredClaim, Checked, Citation, Document, Label, Question, Reply, Section, Sentence, Span, Verdict

TEXT = "条約は10月24日に批准された。北朝鮮は100万発以上の砲弾を提供した。"
DOCUMENT = Document(
    "a.txt", TEXT, "ja", {"ja": "条約"}, (Section(Span(0, len(TEXT))),),
    (Sentence(0, 0, Span(0, 16), TEXT[:16], "ja"), Sentence(1, 0, Span(16, len(TEXT)), TEXT[16:], "ja")), digest="d" * 64,
)  # fmt: skip
RATIFIED = Citation(1, "a.txt", "条約", 0, 16, TEXT[:16])
RIGHT = Reply(
    "条約は10月24日に批准された[1]。",
    "ja",
    "answered",
    (RATIFIED,),
    (AnsweredClaim("条約は10月24日に批准された。", (1,), Verdict(Label.SUPPORTED, evidence=(("a.txt", 0),))),),
)
REFUSED = Reply("文書には答えがありません。", "ja", "refused", reason="not_in_documents")

WHEN = QuestionItem("q1", "ja", "date", "いつ批准された？", True, (("10月24日",),), (), (Gold("a.txt", "10月24日に批准"),), line=1)
HOW_MANY = QuestionItem("q2", "ja", "number", "砲弾は何発？", True, (("100万",),), (), (Gold("a.txt", "100万発以上"),), line=2)
ABSENT = QuestionItem("q3", "ja", "unanswerable", "誰が署名した？", False, line=3)
CLAIM = ClaimItem("c1", "ja", Label.CONTRADICTED, "date", "条約は10月14日に批准された。", (Gold("a.txt", "10月24日"),), line=1)

QUESTIONS = Suite("mine.jsonl", "questions", (WHEN, HOW_MANY, ABSENT), "0" * 16)
CLAIMS = Suite("claims.jsonl", "claims", (CLAIM,), "1" * 16)


class Told:
    """Answers each question with the reply given for it, and refuses the others; every claim gets one verdict."""

    documents = (DOCUMENT,)

    def __init__(
        self, replies: Mapping[str, Reply], *, retrieved: Any = (), selected: Any = (), drafted: Any = (), verdict: Label = Label.CONTRADICTED
    ) -> None:
        self.replies, self.verdict = replies, verdict
        self.stages = {"retrieved": retrieved, "selected": selected, "drafted": drafted}

    def ask(self, question: Question) -> Reply:
        return self.replies.get(question.text, REFUSED)

    def trace(self, question: Question) -> Any:
        return SimpleNamespace(**self.stages, reply=self.ask(question))

    def check_claim(self, claim: str) -> Checked:
        return Checked(claim, Span(0, len(claim)), Verdict(self.verdict), (RATIFIED,))
