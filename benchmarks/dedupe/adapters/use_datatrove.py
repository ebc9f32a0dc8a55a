"""datatrove: its four stages of MinHash deduplication on one worker, Chinese words, its documented bands. Groups are read
from what it writes beside the rows that it keeps and removes.
"""

import json
import tempfile
from pathlib import Path

from common import Groups, options, read
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.dedup import MinhashDedupSignature
from datatrove.pipeline.dedup.minhash import (
    MinhashConfig,
    MinhashDedupBuckets,
    MinhashDedupCluster,
    MinhashDedupFilter,
)
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers.jsonl import JsonlWriter
from datatrove.utils.hashing import HashConfig

parser = options()
parser.add_argument("--language", default="cmn_Hani")
asked = parser.parse_args()
ids, texts = read(asked)
groups = Groups(len(texts))
with tempfile.TemporaryDirectory() as name:
    folder = Path(name)
    (folder / "in").mkdir()
    with (folder / "in" / "rows.jsonl").open("w", encoding="utf-8") as out:
        out.writelines(json.dumps({"id": str(n), "text": text}) + "\n" for n, text in enumerate(texts))
    config = MinhashConfig(hash_config=HashConfig(precision=64), n_grams=asked.gram)
    source = JsonlReader(str(folder / "in"))
    where = {part: str(folder / part) for part in ("signatures", "buckets", "clusters", "kept", "removed")}
    stages = [
        [source, MinhashDedupSignature(where["signatures"], config=config, language=asked.language)],
        [MinhashDedupBuckets(where["signatures"], where["buckets"], config=config)],
        [MinhashDedupCluster(where["buckets"], where["clusters"], config=config, save_cluster_id=True)],
        [
            source,
            MinhashDedupFilter(
                where["clusters"],
                exclusion_writer=JsonlWriter(where["removed"], compression=None),
                load_cluster_ids=True,
            ),
            JsonlWriter(where["kept"], compression=None),
        ],
    ]
    for number, stage in enumerate(stages):
        LocalPipelineExecutor(
            stage, tasks=config.num_buckets if number == 1 else 1, workers=1, logging_dir=str(folder / f"log{number}")
        ).run()
    first: dict[int, int] = {}
    for part in ("kept", "removed"):
        for file in sorted(Path(where[part]).glob("*.jsonl")):
            with file.open(encoding="utf-8") as lines:
                for row in map(json.loads, lines):
                    cluster = row["metadata"].get("minhash_cluster_id")
                    if cluster not in (None, -1):
                        groups.join([(first.setdefault(cluster, int(row["id"])), int(row["id"]))])
groups.write(asked.result, ids)
