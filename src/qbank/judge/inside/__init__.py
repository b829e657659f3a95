"""What runs inside the children of the judge, by path and without qbank; the parent uses `codec` too."""
