"""The Chinese wording of what is said about the review log and its copies."""

STORE: dict[str, str] = {
    "{path} is damaged or no review log: {reason}.": "{path} 已损坏，或不是复习记录：{reason}。",
    "{path} is already there.": "{path} 已经存在。",
    "Name another file.": "请换一个文件名。",
    "{path} is empty: there is no review log in it.": "{path} 是空的：里面没有复习记录。",
    "{path} is locked by another program.": "{path} 被另一个程序锁住了。",
    "Close the other program and try again; nothing was changed.": "请关闭那个程序再试；什么都没有改动。",
    "See whether the folder exists, may be written and has room.": "请检查文件夹是否存在、可写、有空间。",
    "{path} would not survive a power cut: journal {journal}, level {synchronous}.": (
        "{path} 经不起断电：journal 为 {journal}，synchronous 为 {synchronous}。"
    ),
    "{path}: row {row} was not written by qbank.": "{path}：第 {row} 行不是 qbank 写的。",
    "{path}: what is remembered of {item} does not follow from the log.": (
        "{path}：{item} 的记忆状态与记录不符。"
    ),
    "{path} cannot be read: {reason}.": "无法读取 {path}：{reason}。",
    "{path}: SQLite found damage: {report}": "{path}：SQLite 发现损坏：{report}",
    "{path}: {name} is missing from the review log.": "{path}：复习记录缺少 {name}。",
    "{path}: {name} has been changed.": "{path}：{name} 被改动过。",
    "The disk is full: {path} could not be written.": "磁盘已满：无法写入 {path}。",
    "Make room and try again; everything saved before is kept.": "请腾出空间再试；之前保存的都在。",
    "{path} cannot be written: the file or its folder is read-only.": (
        "无法写入 {path}：文件或文件夹是只读的。"
    ),
    "Allow writing there, or name another folder with --home.": "请允许写入，或用 --home 指定别的文件夹。",
    "{path} stayed locked by another program for {seconds} seconds.": (
        "{path} 被另一个程序锁住超过 {seconds} 秒。"
    ),
    "Wait for the other program, or close it, and try again; everything saved before is kept.": (
        "请等那个程序结束或关闭它，再试一次；之前保存的都在。"
    ),
    "{path} cannot be opened.": "无法打开 {path}。",
    "See whether the folder exists and may be read and written, or name another with --home.": (
        "请检查文件夹是否存在、可读写，或用 --home 指定别的文件夹。"
    ),
    "{path} could not be read or written: {reason}.": "无法读写 {path}：{reason}。",
    "See whether the disk or your quota is full; everything saved before is kept.": (
        "请检查磁盘或配额是否已满；之前保存的都在。"
    ),
    "This Python has SQLite {found}; qbank needs {needed} or newer.": (
        "这个 Python 自带 SQLite {found}；qbank 需要 {needed} 或更新的版本。"
    ),
    "Use a newer Python, such as one that uv installs.": "请换用更新的 Python，例如用 uv 安装的。",
    "{path} belongs to another program: it is no review log of qbank.": (
        "{path} 属于别的程序，不是 qbank 的复习记录。"
    ),
    "Move it away, or name another folder with --home.": "请把它移走，或用 --home 指定别的文件夹。",
    "{path} was written by a newer qbank (version {found} of the file; this one knows {known}).": (
        "{path} 由更新版本的 qbank 写成（文件版本 {found}；本程序只认识到 {known}）。"
    ),
    "Install the newer qbank. Nothing was changed.": "请安装新版 qbank。什么都没有改动。",
    "There is no review log at {path}.": "{path} 没有复习记录。",
    "Answer a first question with: qbank quiz, or name another folder with --home.": (
        "先用 qbank quiz 答一题，或用 --home 指定别的文件夹。"
    ),
    "{path} is a file, and qbank needs a folder there.": "{path} 是文件，而 qbank 在那里需要一个文件夹。",
    "Name another folder with --home.": "请用 --home 指定别的文件夹。",
    "The folder {path} cannot be made: {reason}.": "无法建立文件夹 {path}：{reason}。",
    "Put a good backup back with: qbank restore FILE": "用 qbank restore FILE 恢复一份完好的备份",
    "There is no backup at {path}.": "{path} 没有备份。",
    "The backups that qbank made are in {folder}.": "qbank 做的备份在 {folder}。",
    "{path} cannot be used: {reason}.": "无法使用 {path}：{reason}。",
}
