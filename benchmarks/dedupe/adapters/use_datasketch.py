"""datasketch: MinHash and MinHashLSH, asked before each text is put in."""

from common import Groups, grams, options, read, verified
from datasketch import MinHash, MinHashLSH

asked = options().parse_args()
ids, texts = read(asked)
groups = Groups(len(texts))
index = MinHashLSH(threshold=asked.threshold, num_perm=128)
sets = ([gram.encode() for gram in set(grams(text, asked.gram))] for text in texts)
for row, signature in enumerate(MinHash.bulk(sets, num_perm=128)):
    groups.join(verified(((other, row) for other in index.query(signature)), texts, asked.verify))
    index.insert(row, signature)
groups.write(asked.result, ids)
