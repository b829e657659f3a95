"""`qbank code …`: coding problems, one file a verb; `choosing` and `attempting` serve several."""
