"""Learn the cross-encoders: what they change in the bundled e5, from public pairs and from those written for this project.

    python -m eval.reading.learn --data DIR [--minutes N N N N] [--from FILE --part N] [--keep DIR] [--write]
    python -m eval.reading.learn --data DIR --on answers|supports [--minutes N] [--seed N] [--write]

Needs PyTorch and scikit-learn (``pip install torch scikit-learn``; nothing else of the project does). ``--data`` holds checkouts of public
repositories (see ``pairs.PUBLIC``); the data stay out of this repository. First the public pairs are read once, then the project's own (twins twice),
with public questions among them, then the project's own questions alone (twins twice), again with public ones: that is the cross-encoder of questions.
That of claims goes on from the second part: the project's own claims alone (twins twice), with public ones. A claim or a question often gives
away by itself whether it was written to be true, or to be answered; so in these parts the loss is that of the network's logit and of what the
first text alone gives away together (a product of experts; Clark et al., EMNLP 2019): what the text gives away need not be learned, and is not there
when the network is used. A claim that is right of one passage and wrong of its twin gives nothing away. What holds and what does not, of one text or
one passage, are read side by side, and the loss asks that more is said of the one than of the other: what sets them apart is learned then, and not
only what both are about. Every matrix of the twelve layers gets a
change of rank 32; embeddings, norms and the matrices themselves stay as they are. No suite, collection or question of JSQuAD is read: what the
cross-encoder says of them has not been learned by heart.
``--on`` goes on from what is stored for a task instead, in its upper layers, and stores the mean of before and after, which loses less of what was
known than what was learned last does. Both read what is asked and claimed of sentences of public sets of which one detail goes and another comes,
and pairs with two names or figures exchanged, ``supports`` also the claims about sentences with one thing changed; then some of the project's other
pairs and of the public ones, and who did what to whom. ``--seed`` gives the order and what is drawn.
``--keep`` stores the state after each part and ``--from`` begins with one, at ``--part`` (of the second part for the third and for the fourth). With
``--write`` the adapters go to assistant/retrieval with their provenance.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from torch import Tensor, nn
from torch.nn import functional

from assistant.ingestion.catalogue import read_glossary
from assistant.resources import resource
from assistant.retrieval.cross_encoder import ADAPTERS, LONGEST, LONGEST_FIRST
from assistant.retrieval.cross_encoder import Task as Read
from assistant.retrieval.e5_network import AWAY
from assistant.retrieval.e5_weights import END, START, E5Weights, e5_weights
from eval.reading.deeds import asked_of_deeds, deeds
from eval.reading.exchanges import exchanged
from eval.reading.network import Reader, adapter, halfway, restore
from eval.reading.pairs import PUBLIC, Pair, Task, asked, changed, own, public, side_by_side, told

RATE, RATE_OWN = 8e-4, 4e-4
"""The largest step of Adam in the first part and in the others."""
PUBLIC_BESIDE = {2: 0.2, 3: 0.3, 4: 0.2}
"""Public questions in the second part and in the third, and claims in the fourth, for one of the project's own, two side by side counted as one."""
TOKENS, PAIRS = 3072, 48
"""The most in one step."""
DEEDS, DEEDS_BESIDE = 6000, 2000
"""Pairs of who did what to whom; where a network goes on."""
EXCHANGED = 5000
"""Pairs that are read with two names or figures exchanged as well, four in place of one, where a network goes on."""
OWN_BESIDE, PUBLIC_BESIDE_FOUND = 0.3, 0.15
"""Other pairs of our own, and public ones, for two of what a network goes on from."""
KEPT_LAYERS = 4
"""Layers that stay as they are where a network goes on."""
WARM, SPAN_SHARE, SEED = 100, 0.25, 1
"""Steps until the rate is reached; weight of finding the answer's characters beside saying whether there is one."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A pair in tokens; ``answer``: first and last token of the answer, or None."""

    task: Task
    first: list[int]
    second: list[int]
    label: int
    answer: tuple[int, int] | None
    given: float
    """Log-odds of supporting or answering by the first text alone."""


def given_away(pairs: Sequence[Pair]) -> list[float]:
    """Log-odds of supporting or answering by the first text alone: a logistic model of characters and words, each text judged by one learned
    from the other entries; 0 where it gives nothing away."""
    out = np.zeros(len(pairs))
    for task in ("supports", "answers"):
        mine = [i for i, p in enumerate(pairs) if p.task == task and not p.even]
        texts = [pairs[i].first for i in mine]
        good = np.array([pairs[i].label == (task == "answers") for i in mine])
        characters = TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 4), min_df=3, sublinear_tf=True).fit_transform(texts)
        words = TfidfVectorizer(token_pattern=r"\b\w+\b", ngram_range=(1, 2), min_df=3).fit_transform(texts)
        rows, entries = hstack([characters, words]).tocsr(), [pairs[i].entry for i in mine]
        model = LogisticRegression(C=2, max_iter=400)
        out[mine] = cross_val_predict(model, rows, good, groups=entries, cv=GroupKFold(8), method="decision_function")
    return list(map(float, out))


def encoded(base: E5Weights, pair: Pair, given: float = 0.0) -> Encoded:
    first = base.tokens(pair.first)[:LONGEST_FIRST]
    second = base.tokens(pair.second)[: LONGEST - len(first) - 4]
    answer = None
    if pair.answer:
        start, stop = (len(base.tokens(pair.second[:at])) for at in pair.answer)
        if stop <= len(second):
            answer = (len(first) + 3 + min(start, stop - 1), len(first) + 2 + stop)
    return Encoded(pair.task, [START, *first, END, END], [*second, END], pair.label, answer, given)


Unit = tuple[Encoded, ...]
"""A pair alone, or one that holds and one that does not, side by side."""


def steps(units: Sequence[Unit], rng: random.Random) -> Iterator[list[Unit]]:
    """The pairs in steps of one task and of like length, in a random order."""
    out: list[list[Unit]] = []
    for task in ("answers", "entails", "supports"):
        same = [u for u in units if u[0].task == task]
        rng.shuffle(same)
        for i in range(0, len(same), 1000):
            step: list[Unit] = []
            for unit in sorted(same[i : i + 1000], key=_longest):
                n = sum(map(len, step)) + len(unit)
                if step and (n > PAIRS or n * _longest(unit) > TOKENS):
                    out.append(step)
                    step = []
                step.append(unit)
            out.append(step)
    rng.shuffle(out)
    yield from out


def _longest(unit: Unit) -> int:
    return max(len(p.first) + len(p.second) for p in unit)


def loss_of(reader: Reader, units: Sequence[Unit]) -> Tensor:
    """How far the network is from each label, and from saying more of what holds than of what stands beside it."""
    step = [p for unit in units for p in unit]
    width = max(map(_longest, units))
    tokens, side, there = np.ones((len(step), width), np.int64), torch.ones(len(step), width, dtype=torch.long), torch.zeros(len(step), width, dtype=torch.bool)
    for i, p in enumerate(step):
        tokens[i, : len(p.first) + len(p.second)] = [*p.first, *p.second]
        side[i, : len(p.first) - 1] = 0
        there[i, : len(p.first) + len(p.second)] = True
    said, spans = reader(tokens, side, there)
    labels, given = torch.tensor([p.label for p in step]), torch.tensor([p.given for p in step])
    task = step[0].task
    holds = given + (said[:, 0] if task == "answers" else said[:, 1] - torch.logsumexp(said[:, 2:], 1))
    if task == "entails":
        loss = functional.cross_entropy(said[:, 1:], labels)
    else:
        loss = functional.binary_cross_entropy_with_logits(holds, labels.float() if task == "answers" else 1.0 - labels)
    begin = torch.tensor([sum(map(len, units[:i])) for i, unit in enumerate(units) if len(unit) > 1], dtype=torch.long)
    if len(begin):
        loss = loss + 2 * functional.softplus(holds[begin + 1] - holds[begin]).sum() / len(step)
    found = [(i, p.answer) for i, p in enumerate(step) if p.answer]
    if found and reader.finds:
        where = spans.masked_fill(~there[:, :, None], AWAY)[[i for i, _ in found]]
        ends = torch.tensor([a for _, a in found])
        loss = loss + SPAN_SHARE * len(found) / len(step) * sum(functional.cross_entropy(where[:, :, k], ends[:, k]) for k in (0, 1))
    return loss


def learn(reader: Reader, units: Sequence[Unit], rate: float, minutes: float, seed: int = SEED) -> None:
    """Adam over the pairs, the rate falling to nothing at their end or when the minutes are over."""
    parameters = [p for p in reader.parameters() if p.requires_grad]
    adam = torch.optim.AdamW(parameters, lr=rate, weight_decay=0.01, betas=(0.9, 0.98))
    rng = random.Random(seed)
    every = list(steps(units, rng))
    begun, shown = time.time(), dict.fromkeys(("answers", "entails", "supports"), 1.0)
    for n, step in enumerate(every):
        done = max(n / len(every), (time.time() - begun) / 60 / minutes)
        if done >= 1:
            break
        for group in adam.param_groups:
            group["lr"] = rate * min(1.0, (n + 1) / WARM) * max(0.02, 1 - done)
        loss = loss_of(reader, step)
        loss.backward()
        nn.utils.clip_grad_norm_(parameters, 1.0)
        adam.step()
        adam.zero_grad()
        shown[step[0][0].task] = 0.97 * shown[step[0][0].task] + 0.03 * float(loss.detach())
        if n % 100 == 99:
            print(f"{n + 1} of {len(every)} steps, {time.time() - begun:.0f} s, loss " + ", ".join(f"{k} {v:.3f}" for k, v in shown.items()), flush=True)


def to_read(base: E5Weights, part: int, everybody: Sequence[Pair], mine: Sequence[Pair], given: Mapping[Pair, float]) -> Iterator[Unit]:
    """The pairs of a part: all public ones; our own; our own questions; our own claims. ``given``: what their wording gives away."""
    units = side_by_side([p for p in mine if part in {2, 3 if p.task == "answers" else 4}])
    beside = side_by_side([p for p in everybody if part == 1 or (p.task == "answers") == (part != 4)])
    if part > 1:
        beside = random.Random(SEED + part - 1).sample(beside, min(int(PUBLIC_BESIDE[part] * len(units)), len(beside)))
    for unit in [*units, *beside]:
        again = 2 if part > 1 and unit[0].twin else 1
        yield from [tuple(encoded(base, p, given.get(p, 0.0)) for p in unit)] * again


def to_go_on(
    task: Read, base: E5Weights, everybody: Sequence[Pair], written: Sequence[Pair], found: Sequence[Pair], given: Mapping[Pair, float], seed: int
) -> list[Unit]:
    """What was ``found``, some of what else was ``written`` and of public pairs, and who did what to whom."""
    rng, units = random.Random(seed), side_by_side(found)
    for share, others in ((OWN_BESIDE, written), (PUBLIC_BESIDE_FOUND, everybody)):
        beside = side_by_side([p for p in others if (p.task == "answers") == (task == "answers")])
        units += rng.sample(beside, min(int(share * len(found) / 2), len(beside)))
    units += side_by_side(asked_of_deeds(DEEDS_BESIDE, seed) if task == "answers" else deeds(DEEDS_BESIDE, seed))
    return [tuple(encoded(base, p, given.get(p, 0.0)) for p in unit) for unit in units]


OF_PART: dict[int, Read] = {3: "answers", 4: "supports"}
"""What a part ends with."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--minutes", type=float, nargs="+", help="the most that each part may take; one number with --on")
    parser.add_argument("--from", dest="begin", type=Path, help="state of an earlier run")
    parser.add_argument("--part", type=int, default=1, help="the first part that is read")
    parser.add_argument("--on", choices=list(OF_PART.values()), help="go on from what is stored for this task, and store what lies half-way")
    parser.add_argument("--seed", type=int, help="the order in which pairs are read, and what is drawn, with --on")
    parser.add_argument("--keep", type=Path, help="folder where the state after each part goes")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    if (args.part > 1) != bool(args.begin):
        parser.error("--from and --part go together: the state after a part, and the part that goes on from it; the third and the fourth from the second")
    if args.on and (args.begin or args.keep):
        parser.error("--on begins with what is stored, and keeps nothing else")
    if args.seed is not None and not args.on:
        parser.error("--seed goes with --on")
    seed = SEED if args.seed is None else args.seed
    minutes = args.minutes or [1e9] * (1 if args.on else 4)
    if len(minutes) != (1 if args.on else 4):
        parser.error("--minutes takes four numbers, with --on one")
    if args.keep:
        args.keep.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    base = e5_weights()
    reader = Reader(base)
    everybody, written, posed, claimed, both = (public(args.data, SEED), own(), *(of(args.data, seed) for of in (asked, changed, told)))
    mine = [*written, *posed, *claimed, *both, *deeds(DEEDS, SEED)]
    given = dict(zip(mine, given_away(mine), strict=True))
    print(f"{len(everybody)} public pairs, {len(mine)} own", flush=True)
    provenance = {"made_by": "python -m eval.reading.learn --write", "public": list(PUBLIC), "pairs": {"public": len(everybody), "own": len(mine)}}
    if args.on:
        known = restore(reader, args.on)
        before, reader.finds = deepcopy(reader), False
        reader.keep(KEPT_LAYERS)
        others = [*written, *posed] if args.on == "answers" else written
        found = [*(p for p in both if p.task == args.on), *(claimed if args.on == "supports" else [])]
        glossary = read_glossary(resource("seeds", "glossary.yaml"))
        found += exchanged([p for p in [*others, *found] if p.task == args.on], EXCHANGED, seed, glossary)
        units = to_go_on(args.on, base, everybody, others, found, given, seed)
        learn(reader, units, RATE_OWN, minutes[0], seed)
        halfway(reader, before)
        if args.write:
            made_by = f"python -m eval.reading.learn --on {args.on} --seed {seed} --minutes {minutes[0]:g} --write"
            made = {"made_by": made_by, "pairs": {"to_go_on": sum(map(len, units))}, "half_way_from": known}
            np.savez_compressed(ADAPTERS[args.on], **adapter(reader, args.on, provenance | made))
        return
    if args.begin:
        reader.load_state_dict(torch.load(args.begin))
    second = {k: v.clone() for k, v in reader.state_dict().items()}
    for part in range(args.part, 5):
        if part == 4:
            reader.load_state_dict(second)
        learn(reader, list(to_read(base, part, everybody, mine, given)), RATE if part == 1 else RATE_OWN, minutes[part - 1])
        if part == 2:
            second = {k: v.clone() for k, v in reader.state_dict().items()}
        if args.keep:
            torch.save(reader.state_dict(), args.keep / f"{part}.pt")
        task = OF_PART.get(part)
        if args.write and task:
            np.savez_compressed(ADAPTERS[task], **adapter(reader, task, provenance))


if __name__ == "__main__":
    main()
