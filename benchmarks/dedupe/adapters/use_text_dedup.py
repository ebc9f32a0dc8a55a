"""text-dedup: its command ``text_dedup.minhash``, texts handed over with a space between characters, because it cuts at
spaces. It writes the rows it keeps; what they stand for is in the groups it leaves beside them with ``--debug``.
"""

import json
import pickle
import subprocess
import sys
import tempfile
from pathlib import Path

from common import Groups, options, read

asked = options().parse_args()
ids, texts = read(asked)
with tempfile.TemporaryDirectory() as name:
    folder = Path(name)
    spaced = folder / "spaced.jsonl"
    with spaced.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps({"text": " ".join(text)}, ensure_ascii=False) + "\n" for text in texts)
    command = [sys.executable, "-m", "text_dedup.minhash", "--path", "json", "--data_files", str(spaced)]
    command += ["--split", "train", "--column", "text", "--cache_dir", str(folder / "cache")]
    command += ["--output", str(folder / "out"), "--ngram", str(asked.gram), "--threshold", str(asked.threshold)]
    command += ["--min_length", "1", "--num_perm", "250", "--hash_func", "xxh3", "--num_proc", "2", "--debug"]
    subprocess.run(command, check=True)
    with (folder / "out" / "uf.pkl").open("rb") as saved:
        theirs = pickle.load(saved)
groups = Groups(len(texts))
groups.join((theirs.find(row), row) for row in range(len(texts)))
groups.write(asked.result, ids)
