"""rensa: R-MinHash signatures of many texts at once, and its deduplicator with an LSH index."""

from common import Groups, grams, options, read, verified
from rensa import RMinHash, RMinHashDeduplicator

AT_ONCE = 10_000

asked = options().parse_args()
ids, texts = read(asked)
groups = Groups(len(texts))
seen = RMinHashDeduplicator(threshold=asked.threshold, num_perm=128, use_lsh=True)
for start in range(0, len(texts), AT_ONCE):
    sets = [grams(text, asked.gram) for text in texts[start : start + AT_ONCE]]
    for row, signature in enumerate(RMinHash.from_token_sets(sets, num_perm=128, seed=42), start):
        near = ((int(other), row) for other in seen.get_duplicates(signature))
        groups.join(verified(near, texts, asked.verify))
        seen.add(str(row), signature)
groups.write(asked.result, ids)
