"""One run of one verb: from the options to loaded files, through the engine, to outputs, reports and the exit code."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, cast

from textkit.cli.annotate import KeptRecords, refuse_to_annotate
from textkit.cli.baseline_file import read_baseline
from textkit.cli.guard import empty_folders, refuse_overwrites
from textkit.cli.options import complain
from textkit.cli.references import References
from textkit.cli.request import Request
from textkit.cli.resolve_settings import configured
from textkit.cli.rule_filter import RuleFilter, Silenced
from textkit.files.inputs import STDIN, Input
from textkit.files.load import NotText, PlainText, Reading, Work
from textkit.files.names import refuse_unknown_encodings, refuse_unknown_languages
from textkit.files.pieces import Pieces, TextPiece
from textkit.files.records import is_records
from textkit.files.staged import Repository
from textkit.files.targets import Target, plan_outputs
from textkit.files.walk import expand, project_root
from textkit.files.writing import Writing
from textkit.model.baseline import Baseline
from textkit.model.document import Document, Key
from textkit.model.errors import TextkitError, UsageError
from textkit.model.finding import Finding
from textkit.model.outcome import Outcome
from textkit.model.piece import NotInPieces
from textkit.model.policy import Policy
from textkit.model.spectrum import Spectrum, Surveyed
from textkit.pipeline import registry
from textkit.pipeline.engine import Engine
from textkit.pipeline.outcomes import outcomes, prove, prove_passes
from textkit.pipeline.pieces import Watch, guesses
from textkit.pipeline.run import processes, run
from textkit.settings import Settings, read, split_words, with_convert
from textkit.settings.kinds import WrongKindError

UTF8_VERBS = frozenset({"decode", "normalize", "clean"})
FILTERS = frozenset({"decode", "rejoin", "normalize", "convert", "dedupe", "clean"})


@dataclass
class Done:
    """A part of a file as it went through the engine: each document in which something was found, with its outcomes."""

    work: Work
    pairs: list[tuple[Document, list[Outcome]]] = field(default_factory=list)
    removed: tuple[str, ...] = ()  # of a piece of a text: what each pass took, put together

    @property
    def found(self) -> list[Outcome]:
        """All outcomes of the part."""
        return [o for _, found in self.pairs for o in found]


class Session:
    """A request made ready: settings, inputs, targets and the engine."""

    def __init__(self, request: Request, baseline: Baseline | None = None, heard: bool = True) -> None:
        """``baseline`` stands for what its file says. With ``heard`` false nobody is told of what goes wrong."""
        self.request = request
        self._heard_of = heard
        self.errors = 0
        self.missing: list[TextkitError] = []  # of inputs that are not there
        self.kept = KeptRecords({}, ())
        self.spectrum: Spectrum | None = None
        paths = list(request.paths) or ([] if request.staged else _stdin_or_usage(request.verb))
        named = [p for p in paths if p != STDIN]
        start = Path(named[0] if named else request.read.stdin_filename or ".")
        self.root = project_root(start if start.is_dir() else start.parent)
        self._real_root = self.root.resolve()
        self.settings = self._settings(next((p for p in (start, start.parent) if p.exists()), Path()))
        self.baseline_file = self._baseline_file()
        self.repository = Repository.around(Path()) if request.staged else None
        self.inputs = (
            self._of_index(paths, staged=True)
            if request.staged
            else [self._named(one) for one in self._expanded(paths, self._miss)]
        )
        self.references = self._references_named()
        self._refuse_unknown_preference()
        self.reading = self._reading()
        self._refuse_unknown_names()
        self._plan_writing(several=len(set(paths)) > 1)
        steps = request.steps or self.settings.steps
        wanted = with_convert(steps) if "convert" in request.options else steps
        self.steps = registry.needed(wanted, self.settings.selection)
        self.silenced = Silenced(self.settings, self.config)
        self.policy = Policy(
            self.settings.unsafe,
            self.settings.stitch,
            RuleFilter(self.settings),
            self.silenced,
            self._baseline(baseline),
        )
        self.engine = Engine.of(registry.build(self.steps, self._step_options(), self.policy), self.policy)
        self.reading = replace(self.reading, pieces=self._in_pieces())

    def _plan_writing(self, several: bool) -> None:
        """What is written where, if anything is; refused where it would overwrite what is not its own."""
        request, write = self.request, self.request.write
        self.looks = write.check or write.diff
        self.targets: dict[str, Target] = {}
        if not self.looks:
            self.targets = plan_outputs(self.inputs, write.output, write.in_place, several=several)
        if request.annotate:
            refuse_to_annotate([self.reading.path(i) for i in self.inputs], self.settings.of("dedupe").get("unit"))
        refuse_overwrites(self.inputs, self.references, self.targets, self._beside())
        elsewhere = self.looks or self.targets or request.plan
        self.is_filter = request.verb in FILTERS and not elsewhere and any(i.is_stdin for i in self.inputs)
        if self.is_filter and len(self.inputs) > 1:
            raise UsageError("stdin and files together need a place to write to", "-", "Name one: -o FOLDER/")
        self.writes = self.is_filter or (not self.looks and (write.output is not None or write.in_place))

    def _refuse_unknown_names(self) -> None:
        """A mistyped language or encoding is told of before anything is read."""
        reading = self.reading
        refuse_unknown_languages(reading.languages)
        refuse_unknown_encodings("--encodings", reading.encodings)
        for option, name in (("--encoding", reading.encoding), ("--to-encoding", self.request.write.to_encoding)):
            refuse_unknown_encodings(option, [name] if name else [])

    def _baseline(self, given: Baseline | None) -> Baseline | None:
        """The baseline that findings are held against: ``given``, or what its file says."""
        if given is not None:
            return replace(given, root=self._real_root)
        return read_baseline(self.baseline_file, self._real_root) if self.baseline_file else None

    def _baseline_file(self) -> Path | None:
        """The baseline: named on the command line, or in the configuration relative to its folder."""
        named = self.request.rules.baseline
        if named:
            return Path(named)
        return self.config / self.settings.baseline if self.settings.baseline else None

    def heard_rules(self) -> tuple[set[str], set[str]]:
        """The codes of the rules that speak in this run: of those that judge a file by itself, and of the others."""
        alone = [rule for stage in self.engine.stages for _, check in stage.turns for rule in check.rules]
        together = [rule for stage in self.engine.stages if stage.corpus for rule in stage.corpus[1].rules]
        wants = self.policy.wants
        return {r.code for r in alone if wants(r)}, {r.code for r in together if wants(r)}

    def _refuse_unknown_preference(self) -> None:
        """A mistyped ``--prefer`` would change which copies stay, and nobody would know."""
        named = cast("tuple[str, ...]", self.request.options.get("dedupe", {}).get("prefer") or ())
        for path in named:
            under = path.rstrip("/") + "/"
            if not any(i.path == path or i.path.startswith(under) for i in [*self.inputs, *self.references]):
                raise UsageError("no input lies there", f"--prefer {path}", "Write it as the inputs' paths are shown.")

    def _references_named(self) -> list[Input]:
        """The files of ``--against``. Where the index is judged, they are those of the index, as far as it has any."""
        against, repository = self.request.against, self.repository
        if repository is None:
            return self._expanded(against)
        if not self.inputs:  # nothing to compare with them
            return []
        held = [path for path in against if repository.holds(path)]
        return [*self._of_index(held), *self._expanded([path for path in against if path not in held])]

    def _of_index(self, paths: Sequence[str], staged: bool = False) -> list[Input]:
        """The files of git's index that ``paths`` stand for; ``staged``: as far as the next commit would change them."""
        if self.repository is None or (not paths and not staged):
            return []
        found = self.repository.inputs(
            paths,
            staged=staged,
            beside=self.request.against,
            root=self.root,
            exclude=self.settings.exclude,
            force_exclude=self.request.read.force_exclude,
            on_error=self.fail,
        )
        return self._without_baseline(found)

    def _expanded(self, paths: Sequence[str], on_error: Callable[[TextkitError], None] | None = None) -> list[Input]:
        """The files that ``paths`` stand for; what is missing is told of."""
        exclude, force = self.settings.exclude, self.request.read.force_exclude
        found = expand(paths, force_exclude=force, exclude=exclude, on_error=on_error or self.fail)
        for message in empty_folders(paths, found) if self._heard_of else ():
            complain(message)
        return self._without_baseline(found)

    def _without_baseline(self, found: list[Input]) -> list[Input]:
        baseline = self.baseline_file.resolve() if self.baseline_file else None
        return [one for one in found if not one.walked or one.real != baseline]  # it is about texts, and none itself

    def _named(self, one: Input) -> Input:
        """Stdin under the name that the user gave it."""
        name = self.request.read.stdin_filename
        return one._replace(relative=Path(name).name) if one.is_stdin and name else one

    def _beside(self) -> list[tuple[str, str]]:
        """The files that a run writes beside its outputs."""
        request = self.request
        files = [("--report", path) for path in request.report.report or ()]
        if request.rules.update_baseline and self.baseline_file:
            files.append(("--baseline", str(self.baseline_file)))
        return files + [(o, p) for o, p in (("--plan", request.plan), ("--removed", request.removed)) if p]

    def fail(self, error: TextkitError) -> None:
        """Tell of something that could not be done; the run goes on and ends with 2."""
        self.errors += 1
        if self._heard_of:
            complain(str(error))

    def _miss(self, error: TextkitError) -> None:
        self.missing.append(error)
        self.fail(error)

    def _settings(self, start: Path) -> Settings:
        request = self.request
        settings, _, file = configured(
            start,
            request.rules,
            request.report,
            stitch=request.stitch or None,
            jobs=request.read.jobs,
            field=request.read.field,
            id=request.read.id,
            options={step: self._read(step, given) for step, given in request.options.items()},
        )
        self.config = (file.parent if file else self.root).resolve()
        if settings.selection.layers or settings.per_file_ignores:
            settings.check(registry.rules_meant(settings.words()))
        return settings

    def _read(self, step: str, given: Mapping[str, object]) -> dict[str, object]:
        """Options of a step as they were typed, made into what the step understands."""
        kinds = registry.OptionKinds()[step]
        told: dict[str, object] = {}
        for name, value in given.items():
            typed = int(value) if isinstance(value, str) and value.isdecimal() and name == "max_blank" else value
            try:
                told[name] = read(typed, kinds[name])
            except WrongKindError as error:
                raise UsageError(error.about(value), f"--{name.replace('_', '-')}") from error
        return told

    def _step_options(self) -> dict[str, dict[str, Any]]:
        options = {name: dict(self.settings.of(name)) for name in self.steps}
        if "dedupe" in options:
            kinds = registry.step("dedupe").RULES
            options["dedupe"]["unsafe"] = self.policy.unsafe
            options["dedupe"]["selected"] = frozenset(r.name for r in kinds if self.policy.wants(r))
        return options

    def _reading(self) -> Reading:
        r = self.request.read
        return Reading(
            encoding=r.encoding,
            languages=split_words([r.languages]) if r.languages else Reading().languages,
            encodings=split_words([r.encodings]) if r.encodings else (),
            field=self.settings.field,
            id_field=self.settings.id,
            stdin_name=r.stdin_filename or STDIN,
        )

    def _in_pieces(self) -> Pieces | None:
        """What reads long texts piece by piece, where the steps look no further and nobody asks for the whole text."""
        request, reading = self.request, self.reading
        w, r = request.write, request.report
        told = r.report or r.format or request.plan or request.removed or request.annotate or self.policy.baseline
        other = reading.encoding or (reading.encodings and "utf-8" not in reading.encodings)
        if told or other or not self.writes or not self.writing.utf8 or w.to_encoding:
            return None
        guess = guesses(self.steps)
        return Pieces(guess) if guess else None

    @property
    def writing(self) -> Writing:
        annotate = self.request.annotate
        drop = self.settings.of("dedupe").get("unit") == "document" and not annotate
        return Writing(self.request.verb in UTF8_VERBS, self.request.write.to_encoding, drop, annotate)

    @property
    def acts(self) -> bool:
        """Whether what is found is applied to what is written: not in a look, and not where it is only told of."""
        return self.writes and not self.request.annotate

    def identity(self, one: Input) -> str:
        """The path that goes into ids: relative to the project root where the file lies below it."""
        if one.is_stdin:
            return self.reading.stdin_name
        try:
            return one.real.relative_to(self._real_root).as_posix()
        except ValueError:
            return one.path

    def go(self) -> Iterator[tuple[Input, Work | TextkitError]]:
        """Run the engine over all inputs, part by part."""
        size = sum(i.real.stat().st_size for i in self.inputs if not i.is_stdin and i.real.exists())
        jobs = processes(self.settings.jobs, size if len(self.inputs) > 1 else 0)
        if not any(is_records(self.reading.path(i)) for i in self.inputs):  # only these are worked on in parts
            jobs = min(jobs, len(self.inputs))
        return run(self.engine, self.inputs, self.reading, jobs=jobs, extra=self._references, heard=self._heard)

    def _references(self, stage: int, facts: MutableMapping[Key, object]) -> None:
        """Add facts of the documents of ``--against``, which are compared with and never changed."""
        own = {i.real for i in self.inputs}  # a file is never compared with itself
        inputs = [one for one in self.references if one.real not in own]
        reading = replace(self.reading, encoding=None)
        engine = replace(self.engine, policy=self.policy._replace(baseline=None))  # of files that are judged
        References(engine, inputs, reading, self.settings, self.config, self._fail_of_reference).add(stage, facts)

    def _fail_of_reference(self, error: TextkitError) -> None:
        if not self.passes_over(error):
            self.fail(error)

    def passes_over(self, error: TextkitError) -> bool:
        """Whether a file is none of our business: where all that is staged is looked at, it may be a picture."""
        return self.request.staged and isinstance(error, NotText)

    def _heard(self, judged: Mapping[Key, Iterable[Finding]], keys: Iterable[Key]) -> None:
        if self.request.annotate:
            self.kept = KeptRecords(judged, keys)
        if isinstance(judged, Surveyed):
            self.spectrum = judged.spectrum

    @property
    def told(self) -> bool:
        """Whether someone will read single findings: a report, a plan, a journal (but of a text in pieces)."""
        r, w = self.request.report, self.request.write
        asked = r.report or r.format or self.request.plan or self.request.removed or w.journal or w.diff
        return bool(asked) or not self.is_filter or self.request.annotate

    def files(self) -> Iterator[tuple[Input, Iterator[Done]]]:
        """Each file with its parts, read and proved; these raise ``TextkitError`` where the file cannot be done."""
        for one, parts in groupby(self.go(), itemgetter(0)):
            yield one, self._done(one, (work for _, work in parts))

    def _done(self, one: Input, parts: Iterator[Work | TextkitError]) -> Iterator[Done]:
        identity = self.identity(one)
        watch: Watch | None = None
        for work in parts:
            if isinstance(work, TextkitError):
                raise work
            for _, problem in work.problems:
                self.errors += 1
                if self._heard_of:
                    complain(str(problem))
            if isinstance(work, TextPiece):
                watch = watch or Watch()
                yield Done(work, [(d, []) for d in work.met()], watch.see(work.document))
                continue
            pairs: list[tuple[Document, list[Outcome]]] = []
            for document in work.met():
                found: list[Outcome] = []
                if self.told:
                    prove(document)
                    found = outcomes(document, writes=self.acts, identity=identity)
                else:
                    deque(prove_passes(document), 0)
                pairs.append((document, found))
            yield Done(work, pairs)

    def again(self, one: Input, error: NotInPieces) -> Iterator[Done]:
        """The parts of a file that has to be done in another way than was begun."""
        assert self.reading.pieces is not None
        self.reading.pieces.again(self.reading.path(one), error.traits)
        parts = run(self.engine, [one], self.reading)
        return self._done(one, (work for _, work in parts))

    def facts(self, work: Work) -> dict[str, object]:
        """What `inspect` tells of a file beside its findings."""
        if self.request.verb != "inspect" or not isinstance(work, PlainText):
            return {}
        return registry.portrait(Document.of(work.document.source.text, work.path))


def _stdin_or_usage(verb: str) -> list[str]:
    if sys.stdin is None or sys.stdin.isatty():
        usage = f"Usage: textkit {verb} [OPTIONS] PATH…, or text in a pipe. Options: textkit {verb} --help"
        raise UsageError("nothing to read", verb, usage)
    return [STDIN]
