import re
from collections import defaultdict


def join(text, a, b):
    return re.sub(r"(?<!\S)" + re.escape(a + " " + b) + r"(?!\S)", lambda m: a + b, text)


def train_bpe(words, num_merges):
    vocab = {" ".join(w) + " </w>": n for w, n in words.items()}
    merges = []
    for _ in range(num_merges):
        pairs = defaultdict(int)
        for text, n in vocab.items():
            parts = text.split(" ")
            for i in range(len(parts) - 1):
                pairs[parts[i], parts[i + 1]] += n
        if not pairs:
            break
        a, b = sorted(pairs, key=lambda p: (-pairs[p], p))[0]
        merges.append([a, b])
        vocab = {join(t, a, b): n for t, n in vocab.items()}
    return merges


def encode_bpe(word, merges):
    text = " ".join(list(word) + ["</w>"])
    done = False
    while not done:
        done = True
        for a, b in merges:
            new = join(text, a, b)
            if new != text:
                text, done = new, False
                break
    return text.split(" ")
