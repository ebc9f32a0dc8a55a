"""What the command line asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from textkit.cli.options import ReadOptions, ReportOptions, RuleOptions, WriteOptions


@dataclass(frozen=True)
class Request:
    """A verb with its paths and its options."""

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
    annotate: bool = False
    staged: bool = False  # what a commit would hold is judged: git's index, not the files
