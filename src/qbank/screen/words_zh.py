"""The Chinese wording of every English template."""

ZH: dict[str, str] = {}
