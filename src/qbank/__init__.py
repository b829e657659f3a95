"""qbank: a bilingual bank of AI and large-model interview questions, practised in the terminal."""

__version__ = "0.1.0"  # static: importlib.metadata costs 95 ms; a test compares it with pyproject.toml
