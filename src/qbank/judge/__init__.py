"""Run a candidate's code and say whether it is right: see docs/judge.md.

`judging.judge` is the way in. What runs inside the children stands in `inside/` and imports nothing of qbank.
"""
