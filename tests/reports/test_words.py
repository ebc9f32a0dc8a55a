"""The reports' words: the same phrases in both languages, each of them used; and nothing heavy loaded in vain."""

import re
import string
import subprocess
import sys
from pathlib import Path

import textkit.reports
from textkit.model.document import Document
from textkit.model.outcome import Fate
from textkit.pipeline import registry
from textkit.reports.words import CHINESE, ENGLISH, FATE_WORDS, Words


def test_both_languages_have_the_same_phrases_with_the_same_blanks() -> None:
    def blanks(phrase: str) -> set[str | None]:
        return {field for _, field, _, _ in string.Formatter().parse(phrase) if field}

    assert list(ENGLISH) == list(CHINESE)
    assert [blanks(p) for p in ENGLISH.values()] == [blanks(p) for p in CHINESE.values()]
    assert all(set(words) == set(Fate) for words in FATE_WORDS.values())


def test_every_phrase_is_used() -> None:
    folder = Path(textkit.reports.__file__).parent
    files = [p for p in [*folder.glob("*.py"), *folder.glob("templates/*.j2")] if p.name != "words.py"]
    used = set(re.findall(r"""["'](\w+)["']""", "".join(p.read_text("utf-8") for p in files)))
    assert set(ENGLISH) <= used


def test_numbers_and_nouns() -> None:
    assert Words("en").number(1, "files") == "1 file"
    assert Words("en").number(12345, "files") == "12,345 files"
    assert Words("zh-CN").number(1, "files") == "1 个文件"
    assert Words("fr").lang == "en"


def test_facts_of_a_file_have_names_in_both_languages() -> None:
    facts = registry.portrait(Document.of("第一行\nabc\n"))
    assert [Words("en").named(name) for name in facts] == [name.replace("_", " ") for name in facts]
    assert not any(Words("zh").named(name).isascii() for name in facts)
    assert Words("zh").named("a\x1b_b") == "a␛ b"


def test_data_is_written_without_the_libraries_of_terminal_and_page() -> None:
    code = (
        "import io, sys, textkit.reports as r\n"
        "[r.open_report(f, io.StringIO()) for f in ('json', 'jsonl', 'sarif', 'concise', 'markdown', 'html')]\n"
        "print([m for m in ('rich', 'jinja2', 'typer') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
