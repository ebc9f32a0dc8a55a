"""Write ``textkit/language/fold_pairs.py``: which Han character stands for which in a duplicate key.

Needs the dictionaries of an installed OpenCC and its ``opencc_dict`` tool; run by hand when OpenCC is renewed:
``python tools/make_fold_pairs.py``. Single characters only, so that the key of a text is the joined keys of its
parts; phrase dictionaries would break that.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import opencc

TARGET = Path(__file__).parent.parent / "textkit" / "language" / "fold_pairs.py"

# Shinjitai that are other words in Chinese: 欠 owe (缺), 缶 pot (罐), 予 give (豫), 浜 creek (濱), 沪 Shanghai (濾),
# 芸 rue (藝), 弁 three characters at once.
NOT_SHINJITAI = frozenset("欠缶予浜沪芸弁")
# Two simplified characters for one traditional: 馀 is printed for 余 (餘), 幺 for 么 (麼, 么).
SIMPLIFIED_VARIANTS = {"馀": "余", "幺": "么"}

HEAD = '''"""Han characters that a duplicate key takes for one another. Made by ``tools/make_fold_pairs.py``.

Traditional to simplified, regional variants and Shinjitai, one character to one, from the single-character tables of
OpenCC (Apache License 2.0). ``FROM[i]`` is folded into ``INTO[i]``.
"""

'''


def dictionary(name: str) -> dict[str, list[str]]:
    clib = Path(opencc.__file__).parent / "clib"
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "out.txt"
        source = clib / "share" / "opencc" / f"{name}.ocd2"
        subprocess.run(
            [clib / "bin" / "opencc_dict", "-i", source, "-o", target, "-f", "ocd2", "-t", "text"], check=True
        )
        rows = (line.rstrip("\n").split("\t") for line in target.read_text("utf-8").splitlines())
        return {row[0]: row[1].split() for row in rows if len(row[0]) == 1}


def pairs() -> dict[str, str]:
    fold = {old: new[0] for old, new in dictionary("TSCharacters").items() if new[0] != old}

    def settle(old: str, new: str) -> None:
        """Fold ``old`` into what ``new`` is folded into, unless ``old`` is folded already."""
        new = fold.get(new, new)
        if old not in fold and old != new and old not in fold.values():
            fold[old] = new

    simplified = dictionary("STCharacters")
    for short, longs in simplified.items():
        for long in longs:
            if fold.get(long, long) != fold.get(short, short):
                settle(long, short) if short <= "\uffff" else settle(short, long)
    for name in ("TWVariants", "HKVariants"):
        for standard, variants in dictionary(name).items():
            for variant in variants:
                settle(variant, standard)
    for old_form, new_forms in dictionary("JPShinjitaiCharactersRev").items():
        for new_form in new_forms:
            if new_form not in NOT_SHINJITAI and new_form not in simplified:
                settle(new_form, old_form)
    fold.update(SIMPLIFIED_VARIANTS)
    for old in fold:  # a chain would make key(key(x)) differ from key(x)
        while fold[old] in fold:
            fold[old] = fold[fold[old]]
    return dict(sorted((old, new) for old, new in fold.items() if len(new) == 1 and old != new))


def rows(text: str, width: int = 100) -> str:
    return "".join(f'    "{text[i : i + width]}"\n' for i in range(0, len(text), width))


def main() -> None:
    fold = pairs()
    body = f"FROM = (\n{rows(''.join(fold))})\nINTO = (\n{rows(''.join(fold.values()))})\n"
    TARGET.write_text(HEAD + body, encoding="utf-8")
    print(len(fold), "pairs")


if __name__ == "__main__":
    main()
