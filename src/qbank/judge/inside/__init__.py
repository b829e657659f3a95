"""What runs inside the children of the judge, by path and without qbank; only `codec` is imported here too."""
