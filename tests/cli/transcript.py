"""Transcripts: a command line, what it reads, and what must come out on both streams.

    $ textkit normalize page.txt
    --- file page.txt
    ...
    --- exit 1
    --- stdout
    ...

`file` and `stdin` sections may say `(bytes)`: their text is then a Python byte string without quotes. Lines of output
that end in ` ~` match any line with the same beginning, a line `...` whatever follows. `python -m tests.cli.transcript` writes the outputs anew.
"""

from __future__ import annotations

import ast
import re
import shlex
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from tests.cli.run import Ran, textkit

FOLDER = Path(__file__).parents[2] / "fixtures" / "cli"
HEAD = re.compile(r"^--- (file|stdin|exit|stdout|stderr|wrote)(?: ([^\s(]\S*))?( \(bytes\))?$")


@dataclass
class Transcript:
    """One transcript, taken apart."""

    name: str
    arguments: list[str] = field(default_factory=list)
    note: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    stdin: bytes = b""
    code: int = 0
    out: dict[str, str] = field(default_factory=dict)  # stdout, stderr, and `wrote NAME`
    inputs: str = ""

    @classmethod
    def read(cls, path: Path) -> Transcript:
        made = cls(path.stem)
        section, name, as_bytes = "", "", False
        gathered: list[str] = []

        def close() -> None:
            text = "".join(gathered)
            data = ast.literal_eval(f'b"""{text.rstrip(chr(10))}"""') if as_bytes else text.encode("utf-8")
            if section == "file":
                made.files[name] = data
            elif section == "stdin":
                made.stdin = data
            elif section in ("stdout", "stderr"):
                made.out[section] = text
            elif section == "wrote":
                made.out[f"wrote {name}"] = text
            gathered.clear()

        for line in path.read_text("utf-8").splitlines(keepends=True):
            head = HEAD.match(line.rstrip("\n"))
            if head:
                close()
                section, name, as_bytes = head[1], head[2] or "", bool(head[3])
                if section == "exit":
                    made.code = int(name)
            elif not section and line.startswith("$ textkit"):
                made.arguments = shlex.split(line)[2:]
            elif not section:
                made.note += line
            else:
                gathered.append(line)
            if section in ("", "file", "stdin"):
                made.inputs += line
        close()
        return made

    def run(self, folder: Path) -> tuple[Ran, dict[str, str]]:
        """Run it in ``folder``; what ran, and its outputs under the names of the sections."""
        (folder / "textkit.toml").touch()
        for name, data in self.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
        ran = textkit(*self.arguments, stdin=self.stdin, cwd=folder)
        found = {"stdout": ran.text, "stderr": ran.err}
        found |= {
            key: (folder / key.removeprefix("wrote ")).read_bytes().decode("utf-8")
            for key in self.out
            if key.startswith("wrote ")
        }
        return ran, {key: text.replace(str(folder), "FOLDER") for key, text in found.items()}


def transcripts() -> list[Transcript]:
    return [Transcript.read(path) for path in sorted(FOLDER.glob("*.txt"))]


def alike(expected: str, found: str) -> bool:
    """Whether the lines agree, as far as the expected ones go."""
    lines, given = expected.splitlines(), found.splitlines()
    if "..." in lines:
        lines = lines[: lines.index("...")]
        given = given[: len(lines)]
    return len(lines) == len(given) and all(
        g.startswith(e[:-2]) if e.endswith(" ~") else e == g for e, g in zip(lines, given, strict=True)
    )


def update() -> None:
    """Write the exit codes and outputs of all transcripts as they are now."""
    for one in transcripts():
        with tempfile.TemporaryDirectory() as folder:
            ran, found = one.run(Path(folder))
        parts = [one.inputs.rstrip("\n") + "\n", f"--- exit {ran.code}\n"]
        for key, text in found.items():
            kept = one.out.get(key, "")
            parts.append(f"--- {key}\n{kept if kept and alike(kept, text) else text}")
        (FOLDER / f"{one.name}.txt").write_text("".join(parts), "utf-8")


if __name__ == "__main__":
    update()
