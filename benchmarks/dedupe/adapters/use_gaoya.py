"""gaoya: MinHash over sequences of characters, all in Rust, by its calls for many texts at once."""

import gaoya
from common import Groups, options, read, verified

asked = options().parse_args()
ids, texts = read(asked)
index = gaoya.minhash.MinHashStringIndex(
    hash_size=32,
    jaccard_threshold=asked.threshold,
    num_hashes=128,
    analyzer="char",
    lowercase=True,
    ngram_range=(asked.gram, asked.gram),
)
index.par_bulk_insert_docs(list(range(len(texts))), texts)
groups = Groups(len(texts))
for row, found in enumerate(index.par_bulk_query(texts)):
    groups.join(verified(((other, row) for other in found if other < row), texts, asked.verify))
groups.write(asked.result, ids)
