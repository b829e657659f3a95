def train_bpe(words, num_merges):
    """学习合并规则。Learn the merges.

    words: {词 word: 出现次数 count}
    返回 returns: [(左 left, 右 right), …]，按学到的先后 in the order learned
    """
    raise NotImplementedError


def encode_bpe(word, merges):
    """用合并规则切分一个词。Split one word with the merges.

    merges: train_bpe 返回的样子 as train_bpe returns them
    返回 returns: 符号的列表 a list of symbols
    """
    raise NotImplementedError
