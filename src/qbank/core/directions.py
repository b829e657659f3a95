"""The words that give a claim its direction, deny it, or only join others."""

# Words that say the same direction: its name, after a slash that of its contrary. A Latin word with a star
# is a word start.
DIRECTIONS: dict[str, str] = {
    "up/down": (
        "增加 增大 增强 增多 增长 提高 提升 上升 升高 升到 变大 变高 变多 变强 更大 更高 更多 更强 越大 "
        "越高 越多 越强 加大 加重 加剧 放大 扩大 恶化 大幅 increas* rais* rise* rising higher more "
        "larger greater bigger grow* stronger amplif* worsen* intensif* boost boosts improv*"
    ),
    "down/up": (
        "减少 减小 减轻 减弱 减半 降低 下降 下调 变小 变低 变少 变弱 更小 更低 更少 更弱 越小 越低 越少 "
        "缓解 抑制 防止 避免 削弱 缩小 压缩 省 解决 消除 克服 decreas* reduc* lower* less smaller fewer "
        "weak* shrink* shrunk alleviat* mitigat* prevent* avoid* ease eases cut cuts sav* suppress* "
        "solv* eliminat* overcom* cure*"
    ),
    "fast/slow": "更快 加快 加速 变快 快 fast* quick* speed* accelerat*",
    "slow/fast": "更慢 变慢 减速 拖慢 慢 slow*",
    "good/bad": "更好 更优 更准 越准 较好 better accurate",
    "bad/good": "更差 变差 更糟 worse poor*",
    "sharp/flat": "尖锐 更尖 越尖 尖 陡 sharp* peak* spik*",
    "flat/sharp": "平滑 平缓 平坦 均匀 摊平 smooth* flat* uniform*",
    "exact/rough": "精确 无损 exact* lossless*",
    "rough/exact": "近似 有损 approximat* lossy",
    "max/min": "最高 最大 最多 最长 最好 最佳 最优 best highest most largest maximum maximi*",
    "min/max": "最低 最小 最少 最短 最差 worst lowest least smallest minimum minimi*",
    "all/part": "全部 所有 完整 整个 一次性 all entire* whole full* every everything",
    "part/all": "部分 少数 少量 几个 一小 part partial* few subset fraction some",
    "near/far": "接近 靠近 close closer near",
    "far/near": "远离 偏离 away deviat* drift*",
    "cheap/dear": "便宜 成本低 低成本 cheap* inexpensive",
    "dear/cheap": "昂贵 成本高 很贵 expensive* costly",
    "same/other": "相同 一样 同一 共享 共用 same share shares shared sharing identical",
    "other/same": "不同 各自 独立 不一样 不共享 different differ differs own separate* independen*",
    "before/after": "之前 以前 前先 before prior",
    "after/before": "之后 以后 after",
    "always/never": "总是 一定 必然 必须 始终 永远 保证 always must guarantee* necessarily",
    "never/always": "不一定 未必 optional",
    "free/tied": "无关 没有关系 不依赖 不受 irrelevant unrelated",
    "tied/free": "取决于 依赖 有关 depend* rely relies relied",
    "frozen/moving": "冻结 固定 不更新 不动 frozen freez* fixed",
    "moving/frozen": "更新 updat*",
}
# Chinese negations, longest first where one begins another; what looks like one and is none is left out.
NOT_HAN = (
    r"从不|绝不|(?<!差)不(?![同仅断但管论过妨少足够])|没有?|无(?!损|监督|偏|穷|限|关)|非(?!常|线性|对称|负)"
    r"|并非|未(?![来必])|别(?!的|人|是)|勿|而不是|而非|禁止|去掉|取消|缺乏|缺少"
)
_NEGATIONS = (
    "not no never without cannot neither nor none hardly isn't aren't don't doesn't won't can't didn't "
    "wasn't shouldn't needn't nothing rather instead remove removes removed removing lack lacks lacking "
    "unnecessary"
)
NOT_LATIN = frozenset(_NEGATIONS.split())
# A predicate that denies all that stands before it in its segment.
VOID = (
    r"(?:没有?|无|毫无)(?:什么|任何)?(?:意义|用处?|必要|作用|效果|帮助|价值|好处)[了的吧]?$|无效$|无用$"
    r"|不(?:太|怎么)?(?:重要|起作用|管用|必要|相关|要紧)[的了]?$"
    r"|\b(?:useless|meaningless|pointless|harmful|unnecessary)\b"
    r"|\b(?:not|never) (?:help|matter|work|useful|needed|important|necessary|relevant)\b"
    r"|n't (?:help|matter|work)\b"
)
# Characters that make a sentence of a list; those of the second set are also no part of a content word.
GLUE_HAN = frozenset(
    "的了是在会能可把被用使让将对从向到给为因所以而但就也都要需应才更越最这那它其们我你他一个两每只再先后"
    "时中上下来去不没有无并且如若则靠当做成像叫说看着过等于比按"
)
FILLER_HAN = frozenset(
    "的了是在会能可把被用使让将对从向到给为就也都和与及或等以这那它其们我你他个着很而且之所如应该当要需得做地"
)
_JOINING = (
    "the a an of to in is are be was were by as at it its that this these those than from if into can "
    "could may might will would should when which who they them you your we our i so because since not "
    "no only but has have had do does did for with on there then while whereas what how why one each "
    "also just very too gives give makes make uses use used using get gets means mean lets let keeps "
    "keep needs need"
)
GLUE_LATIN = frozenset(_JOINING.split())
