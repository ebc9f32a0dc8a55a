"""The settings of a run: what the configuration says, the profile, and the command line on top."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from textkit.cli.options import ReportOptions, RuleOptions
from textkit.pipeline import registry
from textkit.settings import Settings, load, merge, split_words, with_profile


class RunSettings(NamedTuple):
    """The ``settings`` in force, those of the configuration file alone, and that file, if there is one."""

    settings: Settings
    of_file: Settings
    file: Path | None


def configured(start: Path, rules: RuleOptions, report: ReportOptions, **more: object) -> RunSettings:
    """The settings in force for ``start`` (a file or folder that exists); ``more`` of the command line as ``merge`` takes
    it. Raises ``ConfigError``, which names file and key.
    """
    of_file, file = load(
        start,
        config=Path(rules.config) if rules.config else None,
        isolated=rules.isolated,
        known=registry.OptionKinds(),
    )
    registry.refuse_options(of_file.options, of_file.origin)
    settings = merge(
        with_profile(of_file, rules.profile.value if rules.profile else None, registry.profile),
        select=split_words(rules.select),
        ignore=split_words(rules.ignore),
        extend_select=split_words(rules.extend_select),
        unsafe=rules.unsafe or None,
        strict=report.strict or None,
        lang=report.lang.value if report.lang else None,
        **more,
    )
    return RunSettings(settings, of_file, file)
