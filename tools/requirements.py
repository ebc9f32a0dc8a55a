"""Print what the lock files are made from: `make lock` hands it to pip-compile.

python tools/requirements.py run    what textkit needs to run
python tools/requirements.py dev    that, what builds it, and what tests and lints it
"""

import sys
import tomllib
from pathlib import Path

PYPROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"


def main(kind: str) -> None:
    """Print the requirements of ``kind``, one a line."""
    table = tomllib.loads(PYPROJECT.read_text("utf-8"))
    lines = list(table["project"]["dependencies"])
    if kind == "dev":
        lines += table["build-system"]["requires"] + table["dependency-groups"]["dev"]
    print("\n".join(lines))


if __name__ == "__main__":
    main(*sys.argv[1:])
