"""One run of one verb: from the options to loaded files, through the engine, to outputs, reports and the exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from textkit.cli.guard import refuse_overwrites
from textkit.cli.options import ReadOptions, ReportOptions, RuleOptions, WriteOptions, complain
from textkit.files.load import Loaded, Reading, Writing, load
from textkit.files.names import refuse_unknown_encodings, refuse_unknown_languages
from textkit.files.targets import Target, plan_outputs
from textkit.files.walk import STDIN, Input, expand, project_root
from textkit.model.document import Document
from textkit.model.errors import TextkitError, UsageError
from textkit.model.finding import Rule
from textkit.model.outcome import FileResult, Outcome
from textkit.model.passes import Policy
from textkit.pipeline import registry
from textkit.pipeline.engine import Engine
from textkit.pipeline.outcomes import bare_result, file_result, outcomes, prove
from textkit.pipeline.run import processes, run
from textkit.settings import Settings, merge, read, split_words
from textkit.settings import load as load_settings

UTF8_VERBS = frozenset({"decode", "normalize", "clean"})
FILTERS = frozenset({"decode", "rejoin", "normalize", "convert", "dedupe", "clean"})


@dataclass(frozen=True)
class Request:
    """What the command line asked for."""

    verb: str
    paths: tuple[str, ...]
    rules: RuleOptions = field(default_factory=RuleOptions)
    read: ReadOptions = field(default_factory=ReadOptions)
    write: WriteOptions = field(default_factory=WriteOptions)
    report: ReportOptions = field(default_factory=ReportOptions)
    steps: tuple[str, ...] | None = None  # None: those of the configuration
    options: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    stitch: bool = False
    against: tuple[str, ...] = ()
    plan: str | None = None
    removed: str | None = None


@dataclass(frozen=True)
class Wanted:
    """Whether a rule is wanted: a predicate that can be sent to another process."""

    settings: Settings

    def __call__(self, rule: Rule) -> bool:
        return self.settings.selection.matches(rule)


@dataclass(frozen=True)
class Silenced:
    """Whether ``per-file-ignores`` silence a rule in a file; their patterns are relative to ``folder``."""

    settings: Settings
    folder: Path

    def __call__(self, rule: Rule, path: str) -> bool:
        return self.pattern(rule, path) is not None

    def pattern(self, rule: Rule, path: str) -> str | None:
        """The pattern that does it."""
        if not self.settings.per_file_ignores:
            return None
        real = Path(path).resolve()
        where = real.relative_to(self.folder).as_posix() if real.is_relative_to(self.folder) else path
        return self.settings.exempt(rule, where)


@dataclass
class Done:
    """One file as it went through the engine, with everything that reports and outputs are made from."""

    input: Input
    work: Loaded | None
    result: FileResult
    parts: list[tuple[Document, list[Outcome]]] = field(default_factory=list)

    @property
    def found(self) -> list[Outcome]:
        """All outcomes of the file."""
        return [o for _, found in self.parts for o in found]


class Session:
    """A request made ready: settings, inputs, targets and the engine."""

    def __init__(self, request: Request) -> None:
        self.request = request
        paths = list(request.paths) or _stdin_or_usage(request.verb)
        named = [p for p in paths if p != STDIN]
        start = Path(named[0] if named else request.read.stdin_filename or ".")
        self.root = project_root(start if start.is_dir() else start.parent)
        self.errors = 0
        self.settings = self._settings(next((p for p in (start, start.parent) if p.exists()), Path()))
        self.inputs = [self._named(one) for one in self._expanded(paths)]
        self.references = self._expanded(request.against)
        w = request.write
        self.targets: dict[str, Target] = {}
        self.looks = w.check or w.diff
        if not self.looks:
            self.targets = plan_outputs(self.inputs, w.output, w.in_place, several=len(set(paths)) > 1)
        self.reading = self._reading()
        refuse_unknown_languages(self.reading.languages)
        refuse_unknown_encodings("--encodings", self.reading.encodings)
        for option, name in (("--encoding", self.reading.encoding), ("--to-encoding", w.to_encoding)):
            refuse_unknown_encodings(option, [name] if name else [])
        refuse_overwrites(self.inputs, self.references, self.targets, self._beside())
        self.is_filter = (
            request.verb in FILTERS
            and not self.looks
            and not self.targets
            and not request.plan
            and any(i.is_stdin for i in self.inputs)
        )
        if self.is_filter and len(self.inputs) > 1:
            raise UsageError("stdin and files together need a place to write to", "-", "Name one: -o FOLDER/")
        self.writes = self.is_filter or (not self.looks and (w.output is not None or w.in_place))
        self.steps = request.steps or self.settings.steps
        self.silenced = Silenced(self.settings, self.config)
        self.policy = Policy(self.settings.unsafe, self.settings.stitch, Wanted(self.settings), self.silenced)
        self.engine = Engine.of(registry.build(self.steps, self._step_options()), self.policy)

    def _expanded(self, paths: Sequence[str]) -> list[Input]:
        """The files that ``paths`` stand for; what is missing is told of."""
        exclude = self.settings.exclude
        return expand(paths, force_exclude=self.request.read.force_exclude, exclude=exclude, on_error=self.fail)

    def _named(self, one: Input) -> Input:
        """Stdin under the name that the user gave it."""
        name = self.request.read.stdin_filename
        return replace(one, relative=Path(name).name) if one.is_stdin and name else one

    def _beside(self) -> list[tuple[str, str]]:
        """The files that a run writes beside its outputs."""
        request = self.request
        files = [("--report", path) for path in request.report.report or ()]
        return files + [(o, p) for o, p in (("--plan", request.plan), ("--removed", request.removed)) if p]

    def fail(self, error: TextkitError) -> None:
        """Tell of something that could not be done; the run goes on and ends with 2."""
        self.errors += 1
        complain(str(error))

    def _settings(self, start: Path) -> Settings:
        r, rules = self.request.report, self.request.rules
        settings, origin = load_settings(
            start,
            config=Path(rules.config) if rules.config else None,
            isolated=rules.isolated,
            known=registry.OptionKinds(),
        )
        self.config = (origin.parent if origin else self.root).resolve()
        settings = merge(
            settings,
            select=split_words(rules.select),
            ignore=split_words(rules.ignore),
            extend_select=split_words(rules.extend_select),
            unsafe=rules.unsafe or None,
            stitch=self.request.stitch or None,
            strict=r.strict or None,
            lang=r.lang.value if r.lang else None,
            jobs=self.request.read.jobs,
            field=self.request.read.field,
            id=self.request.read.id,
            options={step: self._read(step, given) for step, given in self.request.options.items()},
        )
        if settings.selection.layers or settings.per_file_ignores:
            settings.check(registry.all_rules())
        return settings

    def _read(self, step: str, given: Mapping[str, object]) -> dict[str, object]:
        """Options of a step as they were typed, made into what the step understands."""
        kinds = registry.OptionKinds()[step]
        told: dict[str, object] = {}
        for name, value in given.items():
            typed = int(value) if isinstance(value, str) and value.isdecimal() and name == "max_blank" else value
            try:
                told[name] = read(typed, kinds[name])
            except ValueError as error:
                raise UsageError(f"{error}, found {value!r}", f"--{name.replace('_', '-')}") from error
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

    @property
    def writing(self) -> Writing:
        unit = self.settings.of("dedupe").get("unit")
        return Writing(self.request.verb in UTF8_VERBS, self.request.write.to_encoding, unit == "document")

    def identity(self, one: Input) -> str:
        """The path that goes into ids: relative to the project root where the file lies below it."""
        if one.is_stdin:
            return self.reading.stdin_name
        try:
            return one.real.relative_to(self.root.resolve()).as_posix()
        except ValueError:
            return one.path

    def go(self) -> Iterator[tuple[Input, Loaded | TextkitError]]:
        """Run the engine over all inputs."""
        size = sum(i.real.stat().st_size for i in self.inputs if not i.is_stdin and i.real.exists())
        return run(
            self.engine,
            self.inputs,
            self.reading,
            jobs=processes(self.settings.jobs, size),
            extra=self._references,
        )

    def _references(self, stage: int) -> dict[Any, object]:
        """Facts of the documents of ``--against``, which are compared with and never changed."""
        own = {i.real for i in self.inputs}
        facts: dict[Any, object] = {}
        for one in self.references:
            if one.real in own:
                continue  # a file is never compared with itself
            try:
                for document in load(one, replace(self.reading, encoding=None)).documents:
                    ready = self.engine.work(0, document)
                    facts[ready.key] = self.engine.facts(stage, ready, reference=True)
            except TextkitError as error:
                self.fail(error)
        return facts

    @property
    def told(self) -> bool:
        """Whether someone will read single findings: a report, a plan, a journal."""
        r, w = self.request.report, self.request.write
        asked = r.report or r.format or self.request.plan or self.request.removed or w.journal or w.diff
        return bool(asked) or not self.is_filter

    def done(self) -> Iterator[Done]:
        """Each file with its outcomes, read and proved."""
        for one, work in self.go():
            if isinstance(work, TextkitError):
                self.fail(work)
                yield Done(one, None, FileResult(one.path, error=str(work)))
                continue
            for problem in work.problems:
                self.errors += 1
                complain(problem)
            try:
                if not self.told:
                    yield self._bare(one, work)
                    continue
                parts: list[tuple[Document, list[Outcome]]] = []
                for document in work.documents:
                    prove(document)
                    found = outcomes(document, writes=self.writes, identity=self.identity(one))
                    parts.append((document, found))
                target = self.targets.get(one.path)
                result = file_result(
                    parts,
                    output=target.shown if target else None,
                    records=work.records is not None,
                    facts=self._facts(work),
                )
                yield Done(one, work, replace(result, path=work.path), parts)
            except TextkitError as error:
                self.fail(error)
                yield Done(one, None, FileResult(one.path, error=str(error)))

    def _bare(self, one: Input, work: Loaded) -> Done:
        for document in work.documents:
            prove(document)
        return Done(one, work, bare_result(work.documents, records=work.records is not None))

    def _facts(self, work: Loaded) -> dict[str, object]:
        """What `inspect` tells of a file beside its findings."""
        if self.request.verb != "inspect" or work.records is not None:
            return {}
        return registry.portrait(Document.of(work.documents[0].source.text, work.path))


def _stdin_or_usage(verb: str) -> list[str]:
    if sys.stdin is None or sys.stdin.isatty():
        raise UsageError("nothing to read", verb, f"Name files or folders, or pipe text in: textkit {verb} --help")
    return [STDIN]
