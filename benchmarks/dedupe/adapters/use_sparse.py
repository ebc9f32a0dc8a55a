"""sparse-dot-topn: the ten most similar texts of each by TF-IDF of sequences of characters."""

from common import Groups, options, read, verified
from sklearn.feature_extraction.text import TfidfVectorizer
from sparse_dot_topn import sp_matmul_topn

asked = options().parse_args()
ids, texts = read(asked)
weights = TfidfVectorizer(analyzer="char", ngram_range=(asked.gram, asked.gram), dtype="float32").fit_transform(texts)
nearest = sp_matmul_topn(weights, weights.T.tocsr(), top_n=10, threshold=asked.threshold, n_threads=2).tocoo()
groups = Groups(len(texts))
pairs = ((int(a), int(b)) for a, b in zip(nearest.row, nearest.col, strict=True) if a < b)
groups.join(verified(pairs, texts, asked.verify))
groups.write(asked.result, ids)
