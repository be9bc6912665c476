from __future__ import annotations

from pathlib import Path

import pytest
from told import CLAIMS, QUESTIONS, Told

from assistant.errors import SuiteError
from assistant.evaluation.gate import missed, read_gate
from assistant.evaluation.run import run
from assistant.resources import resource


def gate(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "gate.toml"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "below"),
    [
        ("[questions]\ncorrect = 0.5", []),
        ("[questions]\ncorrect = 0.51", ["questions.correct"]),
        ("[questions]\nrefused_wrongly = 0.5", []),
        ("[questions]\nrefused_wrongly = 0.49", ["questions.refused_wrongly"]),
        ("[questions.kind.number]\ncorrect = 0.1", ["questions.kind.number.correct"]),
        ("[questions.kind.date]\ncorrect = 1", []),
        ("[claims]\nlabel_right = 1.0\nrejected_true = 1.0", ["claims.rejected_true"]),
        ("[summaries]\ncoverage = 0.1", ["summaries.coverage"]),
    ],
)
def test_a_figure_below_its_floor_is_named_and_so_is_one_that_was_not_measured(told: Told, tmp_path: Path, text: str, below: list[str]):
    made = run(told, [QUESTIONS, CLAIMS])
    assert [m.floor.name for m in missed(made, read_gate(gate(tmp_path, text)))] == below


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "sets no floor"),
        ("[questions", "is not valid TOML"),
        ("[riddles]\ncorrect = 1", "[riddles] is not a suite"),
        ("[questions]\nright = 1", "no figure “right”"),
        ("[questions]\ncorrect = 80", "a share from 0 to 1"),
        ("[questions.lang]\nen = 0.5", "as in [questions.lang.en]"),
    ],
)
def test_a_gate_that_cannot_be_meant_is_not_accepted(tmp_path: Path, text: str, complaint: str):
    with pytest.raises(SuiteError) as raised:
        read_gate(gate(tmp_path, text))
    assert complaint in str(raised.value)


def test_the_gate_of_the_repository_can_be_read():
    assert read_gate(resource("eval", "gate.toml"))
