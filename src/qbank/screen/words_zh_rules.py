"""The Chinese wording of what the rules of content find."""

RULES: dict[str, str] = {
    "a formula cannot be drawn because of {part}": "公式画不出来，卡在 {part}",
    "the waiver of {code} waives nothing": "对 {code} 的豁免没有用上",
    "the value is {value}, not {expect}": "算得 {value}，而不是 {expect}",
    "{text} does not stand in the answer ({language})": "答案（{language}）里没有 {text}",
    "the question does not end with {mark}": "题目没有以 {mark} 结尾",
    "still lacks {field} before it can be checked": "标为 checked 之前还缺 {field}",
    "a draft that lacks only its approval": "草稿已齐备，只差核准",
    "{ratio} Chinese characters to an English word; {least} to {most} are asked for": (
        "中文字数与英文词数之比为 {ratio}，应在 {least} 到 {most} 之间"
    ),
    "{count} Chinese characters; {least} to {most} are asked for": (
        "中文 {count} 字，应在 {least} 到 {most} 字之间"
    ),
    "{count} English words; {least} to {most} are asked for": (
        "英文 {count} 词，应在 {least} 到 {most} 词之间"
    ),
    "the {language} wording is missing": "缺少 {language} 的内容",
    "a placeholder stands here": "这里还是占位文字",
    "{count} of {field}; at least {least} are asked for": "{field} 有 {count} 项，至少要 {least} 项",
    "{count} of {field}; {least} are asked for": "{field} 有 {count} 项，应为 {least} 项",
    "{count} of {field}; {least} to {most} are asked for": "{field} 有 {count} 项，应为 {least} 到 {most} 项",
    "no space between Chinese and Latin: {text}": "中文与西文之间缺少空格：{text}",
    "a half-width mark after Chinese: {text}": "中文后面用了半角标点：{text}",
    "a sentence of more than 90 characters: {text}": "句子超过 90 字：{text}",
    "a sentence of more than 35 words: {text}": "句子超过 35 词：{text}",
    "{variant} is not used here; the term is {term}": "这里不用 {variant}，术语是 {term}",
    "a filler phrase: {text}": "空话套话：{text}",
    "this reads like the known error {id}: {text}": "这像是已知的错误 {id}：{text}",
    "{id} is no entry, problem or planned subject": "{id} 不是题目、编程题或计划中的内容",
    "topics.yaml has no topic {topic}": "topics.yaml 里没有主题 {topic}",
    "the entry names itself": "条目引用了自己",
    "{id} is no planned subject of topics.yaml": "{id} 不在 topics.yaml 的计划内容里",
    "the old id {id} is in use elsewhere": "旧编号 {id} 在别处使用",
    "there is no erratum {id}": "没有勘误 {id}",
    "{id} is about {seeds}, none of which is among the seeds": "{id} 针对 {seeds}，但它们都不在 seeds 里",
    "numbers that are missing in {language}: {numbers}": "{language} 缺少这些数字：{numbers}",
    "the formula {formula} is missing in {language}": "{language} 缺少公式 {formula}",
    "{part}: {zh} in Chinese, {en} in English": "{part}：中文 {zh}，英文 {en}",
    "{id} is not in refs.lock.yaml: look it up and add it": "{id} 不在 refs.lock.yaml 里：请查证后加入",
    "refs.lock.yaml has another title: {title}": "refs.lock.yaml 里的标题不同：{title}",
    "refs.lock.yaml has another year: {year}": "refs.lock.yaml 里的年份不同：{year}",
    "{id} is no arXiv id": "{id} 不是 arXiv 编号",
    "the year {year} does not fit the arXiv id {id}": "年份 {year} 与 arXiv 编号 {id} 不符",
    "no key point has the id {name}": "没有编号为 {name} 的要点",
    "no reference supports the key point {point}": "没有文献支持要点 {point}",
    "{count} key points are `must`; at least {least} are asked for": (
        "必答要点有 {count} 个，至少要 {least} 个"
    ),
    "the key point {point} has no match": "要点 {point} 没有 match",
    "the single character {text} may stand only in a point of two groups or more": (
        "单个字符 {text} 只能用在至少有两组的要点里"
    ),
    "a * may only end a Latin word: {text}": "* 只能放在西文单词末尾：{text}",
    "edited since it was checked: a draft again; qbank approve it anew": (
        "核准后有改动，已变回草稿；请重新 qbank approve"
    ),
    "nearly the question of {id} ({percent} % alike)": "与 {id} 的题目几乎相同（相似度 {percent} %）",
    "a $ that belongs to no formula; one that is meant as such is written \\$": (
        "有一个不属于任何公式的 $；若本意就是它，请写成 \\$"
    ),
    "the renderers do not know the macro {macro}": "排版程序不认识宏 {macro}",
    "the braces of a formula do not balance": "公式的花括号不配对",
    "short and answer ({language}) grade {grade}, not 4: {points}": (
        "简答加答案（{language}）得 {grade} 级而不是 4 级：{points}"
    ),
    "the question given back ({language}) grades {grade}, not 0": (
        "原样复述题目（{language}）得 {grade} 级而不是 0 级"
    ),
    "the answer of {id} grades {grade} here, not 1 at most: {points}": (
        "{id} 的答案在这里得 {grade} 级，应不超过 1 级：{points}"
    ),
    "{count} other answers meet the key point {point}, at most {most} may: {ids}": (
        "要点 {point} 被另外 {count} 份答案命中，最多允许 {most} 份：{ids}"
    ),
    "short and answer ({language}) do not meet the key point {point}": (
        "简答加答案（{language}）没有命中要点 {point}"
    ),
    "the mistakes alone ({language}) grade {grade}, not 0": "只说误区（{language}）得 {grade} 级而不是 0 级",
    # coding problems
    "{path} is missing beside {file}": "{file} 旁边缺少 {path}",
    "this is no Python: {reason}": "这不是 Python：{reason}",
    "the signature names no function": "函数签名里没有函数名",
    "{function} is not defined here": "这里没有定义 {function}",
    "the starter does not raise NotImplementedError": "起始代码没有抛出 NotImplementedError",
    "cases.py may not import {module}": "cases.py 不能导入 {module}",
    "this is no Python expression": "这不是 Python 表达式",
    "this is no Python literal": "这不是 Python 字面量",
    "the folder {folder} is none of the variants": "文件夹 {folder} 不在 variants 之列",
    "{seed} is no seed item such as 000#k1": "{seed} 不是 000#k1 这样的种子题号",
    "the line `# {key}: …` is missing": "缺少 `# {key}: …` 这一行",
    "cases.py has no case {case}": "cases.py 里没有用例 {case}",
}
