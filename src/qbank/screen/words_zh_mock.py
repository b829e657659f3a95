"""The Chinese wording of the mock interview."""

MOCK: dict[str, str] = {
    # the command
    "Hold a timed mock interview, with follow-ups and a report": "限时模拟面试，有追问，最后给报告",
    "How long it takes": "面试多少分钟",
    "The same questions again": "重现同一组题",
    "Leave an interview that was interrupted, and begin another": "放弃中断的面试，另开一场",
    "Print the report of the last interview": "输出上一场面试的报告",
    "Write the report into this file": "把报告写入这个文件",
    "no interview is over yet": "还没有结束的面试",
    "qbank mock holds one, or goes on with one": "qbank mock 开一场，或接着上一场",
    "the report is written to {path}": "报告已写入 {path}",
    "{path} cannot be written: there is no such folder": "无法写入 {path}：没有这个文件夹",
    # asking
    "Mock interview": "模拟面试",
    "A mock interview of {minutes} minutes; main questions: {n}, with follow-ups on what you answer. "
    'No hints; score and feedback come at the end. An empty answer means "I do not know".': (
        "{minutes} 分钟的模拟面试：{n} 道题，并根据你的回答追问。"
        "没有提示，得分和反馈在最后给出。空回答表示“不知道”。"
    ),
    "Question": "问题",
    "Follow-up": "追问",
    "Enter alone: I do not know": "直接回车表示不知道",
    "about {n} min": "约 {n} 分钟",
    "this question {used} of about {total}": "本题 {used}，预计 {total}",
    "interview {used} of {total}": "面试 {used} / {total}",
    "In full: {question}": "完整的问题：{question}",
    "Asked about: {question}": "原题：{question}",
    'You said: "{quote}". Say exactly what you mean, and why.': "你说“{quote}”。请说准确一些，并说明理由。",
    'Come back to this part of the question: "{part}". What would you add?': (
        "回到题目的这一部分：“{part}”。你还要补充什么？"
    ),
    "What else belongs to a complete answer?": "要答完整，还应该说到什么？",
    "An interview was interrupted: {where}.": "有一场中断的面试：{where}。",
    "question {number} of {n}, {used} of {total} used": "第 {number}/{n} 题，已用 {used} / {total}",
    "Go on with it?": "接着做吗？",
    "Enter goes on; n leaves it and begins a new one": "回车接着做；n 放弃它，另开一场",
    "Leave the interrupted one for good?": "真的放弃被打断的那一场吗？",
    "Question {number} of {n}; qbank mock goes on with it.": "停在第 {number}/{n} 题；用 qbank mock 接着做。",
    # the coding problem
    "End with a coding problem": "最后加一道编程题",
    "an interview with --code takes --minutes {n} or more": "带 --code 的面试至少要 --minutes {n}",
    "no coding problem fits the filters": "没有编程题符合筛选条件",
    "qbank code list shows them; leave out --code, or a filter": (
        "qbank code list 列出编程题；去掉 --code，或去掉一个筛选条件"
    ),
    "At the end: one coding problem, about {n} minutes, in your own file.": (
        "最后是一道编程题，约 {n} 分钟，写在你自己的文件里。"
    ),
    "Coding problem": "编程题",
    "the starter is in {path}; edit it in another window": "起始代码在 {path}，请在另一个窗口里编辑",
    "{path} is as you left it": "{path} 保持你离开时的样子",
    "Enter hands the file in, s skips": "回车提交文件，s 跳过",
    "time left {time}": "剩余 {time}",
    "The time is over: the next key hands in what is in the file; s skips.": (
        "时间到：按任意键提交文件里现有的内容；s 跳过。"
    ),
    "Handed in; what the judge says is in the report.": "已提交；判题结果在报告里。",
    "the answer to a coding problem is the path of a file; qbank mock goes on with it": (
        "编程题的回答是一个文件的路径；用 qbank mock 接着做"
    ),
    "nothing was handed in": "没有提交",
    "not judged: {why}": "没有判题：{why}",
    # the end
    "graded answers: {n}": "{n} 个回答有评分",
    "{score} with what follow-ups brought out": "加上追问补出的要点 {score}",
    "not graded, for want of a rubric: {n}": "{n} 个回答没有评分要点，未评分",
    "By topic": "按主题",
    "Weakest points": "最薄弱的要点",
    "related entries that come due ({n}): {ids}": "{n} 道相关题到期：{ids}",
    "The whole report is in {path}.": "完整报告在 {path}。",
    "the whole report in Markdown": "Markdown 格式的完整报告",
    # in the quiz
    "Related to a weak answer: {ids}": "与没答好的题相关：{ids}",
}
