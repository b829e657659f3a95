"""The Chinese wording of the coding problems and the judge."""

CODE: dict[str, str] = {
    "Solve coding problems, judged here": "做编程题，在本机判题",
    "List the coding problems and how far you are with each": "列出编程题和每题的进度",
    "Write a problem's starter into your workspace and show what is asked": (
        "把一题的起始代码写进工作区，并显示题面"
    ),
    "Judge your solution on fresh cases": "用新抽的用例判你的代码",
    "Judge your solution whenever it is saved": "每次保存都判一次",
    "Show the next hint": "看下一条提示",
    "Explain why it is right and what is asked next": "讲解为什么这样做，以及面试官接着会问什么",
    "Show the reference solution; your next attempt counts as assisted": (
        "看参考解答；下一次提交算作借助了答案"
    ),
    "Put the starter back and keep your attempt beside it": "恢复起始代码，原来的代码另存在旁边",
    "Show what judges, and what keeps a solution in here": "看用什么判题，以及本机有哪些隔离措施",
    "Judge a problem's own right and wrong solutions": "判一题自带的正确解与错误解",
    "Commands": "命令",
    "A coding problem; the last part of its id will do": "编程题的编号，写最后一段即可",
    "A framework variant: torch, keras, transformers": "框架版本：torch、keras、transformers",
    "Judge this file; the workspace is not touched": "判这个文件，不动工作区",
    "Draw the same cases again": "再抽出同样的用例",
    "Show this case whole, from 1": "完整显示这个用例，从 1 数起",
    "Leave nothing out of what is shown": "显示时不省略任何内容",
    "Allow the code of a bank that does not come with qbank": "允许运行非自带题库的代码",
    "Which hint; without it, the next one": "第几条提示；不写就是下一条",
    "Problems; without one, all of them": "题目；不写就是全部",
    "Of the cases": "用例的随机种子",
    "accepted": "通过",
    "wrong answer": "答案错误",
    "runtime error": "运行出错",
    "time limit exceeded": "超时",
    "memory limit exceeded": "超出内存限制",
    "output limit exceeded": "输出过多",
    "not implemented yet": "还没有实现",
    "not run": "未运行",
    "the judge failed": "判题失败",
    "{n} of {all} cases": "{all} 个用例通过 {n} 个",
    "there is no function {name}": "没有函数 {name}",
    "there is no function {name}; there are {others}": "没有函数 {name}；文件里有 {others}",
    "The file could not be imported": "文件无法导入",
    "when the time was over it was here:": "超时的时候停在这里：",
    "expected": "应为",
    "got": "得到",
    "largest error": "最大误差",
    "Your results equal those of a solution that …": "你的结果与这样的解答完全一致",
    "Printed": "打印的内容",
    "it comes back in {time}": "{time} 后再来复习",
    "why, and what is asked next": "为什么，以及接着会问什么",
    "a step of help": "看一步提示",
    "this case again, whole": "完整地再看这个用例",
    "not yet": "未通过",
    "passed": "已通过",
    "state": "状态",
    "problem": "题目",
    "Notes on the task": "题目约定",
    "{path} is written; edit it": "已写好 {path}，去编辑它",
    "{path} was there already and stays as it is": "{path} 已经存在，没有改动",
    "judge it": "判题",
    "judge it whenever it is saved": "每次保存就判题",
    "the reference": "参考解答",
    "{id} has no hints": "{id} 没有提示",
    "{id} has hints 1 to {n}": "{id} 的提示是第 1 到第 {n} 条",
    "{id} has no variant {variant}; there are {known}": "{id} 没有 {variant} 版本；有 {known}",
    "your attempt is kept as {path}": "原来的代码存为 {path}",
    "{path} is the starter again": "{path} 已恢复为起始代码",
    "--seed {seed} is below 0": "--seed {seed} 小于 0",
    "--case {case}: there are cases 1 to {n}": "--case {case}：用例是第 1 到第 {n} 个",
    "there is no {path}": "没有 {path}",
    "begin with: qbank code start ID": "先运行：qbank code start 编号",
    "{path} is larger than {n} MB: no solution is": "{path} 超过 {n} MB，不会是解答",
    "{path} is no file": "{path} 不是文件",
    "qbank code watch needs a terminal": "qbank code watch 需要终端",
    "judge once with: qbank code test ID": "判一次用：qbank code test 编号",
    "watching {path}: Enter judges again, h a hint, q ends": (
        "正在看着 {path}：回车再判一次，h 提示，q 结束"
    ),
    "{folder} does not come with qbank: its cases are code, and will run here. Go on?": (
        "{folder} 不是 qbank 自带的：它的用例是代码，会在这台机器上运行。继续吗？"
    ),
    "the code of {folder} was not run: it does not come with qbank": (
        "没有运行 {folder} 的代码：它不是 qbank 自带的"
    ),
    "look at cases.py there, then allow it with --trust": "先看看那里的 cases.py，再用 --trust 允许",
    "{python} has no {missing}": "{python} 里没有 {missing}",
    "install it there: {python} -m pip install {missing}; or name another interpreter: "
    "qbank config set judge_python PATH": (
        "在那里安装：{python} -m pip install {missing}；或者换一个解释器：qbank config set judge_python 路径"
    ),
    "{python} cannot judge: {why}": "{python} 不能判题：{why}",
    "{python} cannot be started: {why}": "{python} 无法启动：{why}",
    "name another interpreter: qbank config set judge_python PATH": (
        "换一个解释器：qbank config set judge_python 路径"
    ),
    "the problem's own code fails: {folder}: {why}": "题目自身的代码出错：{folder}：{why}",
    "check it with: make problems, or tell its author": "用 make problems 检查，或者告诉作者",
    "Solutions are judged by {python} (Python {version})": "由 {python}（Python {version}）判题",
    "not there": "没有",
    "holds": "有效",
    "does not hold here": "在这里无效",
    "limits of memory, files and processes": "内存、文件、进程数限制",
    "Landlock: no file outside the solution's folder": "Landlock：不能碰解答目录之外的文件",
    "messages for what is not allowed": "对不允许的操作给出说明",
    "processes left behind are found and ended": "找到并结束遗留的进程",
    "Nothing here keeps a solution from your files: run only code that you trust. "
    "Verdicts hold all the same.": (
        "这里没有什么能挡住代码碰你的文件：只运行你信任的代码。判题结果依然可靠。"
    ),
    "write it again: {n} coding problems are due": "再写一遍：有 {n} 道编程题到期",
    "write code that is judged here": "写代码，在本机判题",
    "NOT AS IT SHOULD BE": "与应有的结果不符",
}
