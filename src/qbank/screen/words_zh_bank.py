"""The Chinese wording of faults in question files."""

BANK: dict[str, str] = {
    "id is {found}, but the path of the file says {expected}": "id 是 {found}，但按文件路径应为 {expected}",
    "topic is {found}, but the file is in the folder {expected}": (
        "topic 是 {found}，但文件在文件夹 {expected} 里"
    ),
    "{field} needs zh or en": "{field} 需要 zh 或 en",
    "{field} is missing in an entry that is marked checked": "标为 checked 的条目缺少 {field}",
    "{field} needs exactly one of arxiv, doi, url": "{field} 须且只须有 arxiv、doi、url 之一",
    "{field} needs either a or see": "{field} 须有 a 或 see 之一",
    "{field}: {other} is called {id} too": "{field}：{other} 也叫 {id}",
    "{field}: there is no day {text}": "{field}：没有 {text} 这一天",
    "unknown key {field}": "未知的键 {field}",
    "unknown key {field}; did you mean {near}?": "未知的键 {field}；你是想写 {near} 吗？",
    "{field} must be one of: {allowed}": "{field} 只能是：{allowed}",
    "{field} is missing": "缺少 {field}",
    "{field} is empty": "{field} 是空的",
    "{field} is wrong: {reason}": "{field} 有误：{reason}",
    "schema {found} is newer than this qbank reads; update qbank": (
        "schema {found} 比这个版本的 qbank 新；请升级 qbank"
    ),
    "{field} must be text: put it in quotes": "{field} 必须是文本：请加引号",
    "{field} must be a single text": "{field} 必须是一段文本",
    "{field} must be a number: write {example}": "{field} 必须是数字：请写成 {example}",
    "a file is expected here, and this is not one": "这里应当是一个文件，但它不是",
    "this cannot be read: {reason}": "无法读取：{reason}",
    "there is no such folder": "没有这个文件夹",
    "the file is gone; it vanished while it was being read, or a link points to nothing": (
        "文件不见了：读取时消失，或链接没有指向任何文件"
    ),
    "the file is larger than {limit} bytes": "文件超过 {limit} 字节",
    "{id} is a coding problem: a folder of several files": "{id} 是编程题：它是一个文件夹，含多个文件",
    "docs/coding-problems.md describes it; questions/coding/gqa is an example": (
        "格式见 docs/coding-problems.md，例子是 questions/coding/gqa"
    ),
    "a coding problem is a folder with problem.yaml in it": "一道编程题是一个文件夹，里面有 problem.yaml",
    "an entry stands in the folder of its topic, not here": "条目应放在所属主题的文件夹里，而不是这里",
    "the name of an entry's file ends with .yaml": "条目文件名应以 .yaml 结尾",
    "anchors and aliases are refused; text that begins with & or * must be in quotes": (
        "不接受锚点和别名；以 & 或 * 开头的文本须加引号"
    ),
    "the tag {tag} is refused": "不接受标签 {tag}",
    "a date must be in quotes: '{text}'": "日期须加引号：'{text}'",
    "{text} is not read alike everywhere; put it in quotes, or write the plain number": (
        "{text} 在不同解析器里含义不同；请加引号，或写成普通数字"
    ),
    "more than {limit} lists or mappings within each other": "列表或映射嵌套超过 {limit} 层",
    "{key} stands twice; the first is in line {first}": "{key} 出现了两次；第一次在第 {first} 行",
    "a key must be text; put it in quotes": "键必须是文本；请加引号",
    "a second document begins here; a file holds one": "这里开始了第二个文档；一个文件只能有一个",
    "this is not UTF-8 text": "这不是 UTF-8 文本",
    "the file begins with a byte order mark; save it as UTF-8 without one": (
        "文件以 BOM 开头；请存为不带 BOM 的 UTF-8"
    ),
    "a tab stands in the indentation; use spaces": "缩进里有制表符；请用空格",
    "the file is empty": "文件是空的",
    "the file must hold keys with values, such as schema: 1": "文件内容须是键和值，例如 schema: 1",
    "a list in square brackets that opens here is not closed, or lacks a comma": (
        "这里开始的方括号列表没有闭合，或少了逗号"
    ),
    "a mapping in curly braces that opens here is not closed, or lacks a comma": (
        "这里开始的花括号映射没有闭合，或少了逗号"
    ),
    "a value is missing, or a bracket or brace is not closed": "缺少一个值，或括号没有闭合",
    "a quotation mark that opens here is never closed": "这里的引号一直没有闭合",
    "a colon too many, or an indentation that does not fit: text that holds a colon stands in quotes": (
        "多了一个冒号，或缩进不对：含冒号的文本须加引号"
    ),
    "a key lacks its colon, or the indentation does not fit": "键后面少了冒号，或缩进不对",
    "no key stands where one is expected: wrong indentation, or text behind a closing quotation mark": (
        "这里应当是一个键：缩进不对，或闭合引号后面还有文字"
    ),
    "no item of the list stands here: wrong indentation?": "这里应当是列表的一项：缩进不对？",
    "text that begins with * or & must be in quotes": "以 * 或 & 开头的文本须加引号",
    "text that begins with {character} must be in quotes": "以 {character} 开头的文本须加引号",
    "a backslash in double quotes begins an escape: put formulas in single quotes": (
        "双引号里的反斜杠表示转义：公式请用单引号"
    ),
    "the character {character} has no place in a text": "文本里不能有字符 {character}",
    "this is not valid YAML: {problem}": "这不是有效的 YAML：{problem}",
    # arithmetic of `numeric`
    "{part} is not allowed here": "这里不能用 {part}",
    "longer than {limit} characters": "超过 {limit} 个字符",
    "nested too deeply": "嵌套太深",
    "the value is no finite number": "结果不是有限的数",
    "the value is too large": "结果太大",
    "round takes at most {limit} digits": "round 最多取 {limit} 位",
    "comb takes whole numbers up to {limit}": "comb 只接受不超过 {limit} 的整数",
    "factorial takes a whole number up to {limit}": "factorial 只接受不超过 {limit} 的整数",
    "a division by zero": "除以零",
    "no value: {reason}": "算不出结果：{reason}",
    "this is no arithmetic": "这不是算式",
    "the questions cannot be used; faults: {count}": "题库无法使用，共 {count} 处错误",
    "correct the files; qbank lint shows all of it again": "请改正这些文件；qbank lint 会再次列出全部错误",
    "the id {id} is taken already by {other}": "编号 {id} 已被 {other} 使用",
    "the former id {id} is taken already by {other}": "旧编号 {id} 已被 {other} 使用",
    "{id} is no id such as overfitting/early-stopping": "{id} 不是 overfitting/early-stopping 这样的编号",
    "{path} is not there": "{path} 不存在",
    "a comment stands here, and fmt would lose it": "这里有注释，fmt 会把它弄丢",
    "{field} must be a whole number": "{field} 必须是整数",
    "{field} must hold keys with values": "{field} 的内容须是键和值",
    "{field} must be lower-case letters, digits and hyphens, such as early-stopping": (
        "{field} 只能是小写字母、数字和连字符，例如 early-stopping"
    ),
    "{field} must be an id such as overfitting/early-stopping": (
        "{field} 必须是 overfitting/early-stopping 这样的编号"
    ),
    "{field} must be a date in quotes, such as '2026-01-31'": "{field} 必须是加引号的日期，例如 '2026-01-31'",
    "{field} must be the 16 hexadecimal digits that `qbank approve` writes": (
        "{field} 必须是 `qbank approve` 写入的 16 位十六进制数"
    ),
    "{field} must be a DOI such as 10.1000/182": "{field} 必须是 DOI，例如 10.1000/182",
    "{field} must be an address that begins with https:// or http://": (
        "{field} 必须是以 https:// 或 http:// 开头的网址"
    ),
    "{field} must be a number": "{field} 必须是数字",
    "{field} must be a finite number": "{field} 必须是有限的数",
    "{field} must be true or false": "{field} 只能是 true 或 false",
    "{field} must be a list": "{field} 必须是列表",
    "{field} must be at least {limit}": "{field} 不能小于 {limit}",
    "{field} must be at most {limit}": "{field} 不能大于 {limit}",
}
