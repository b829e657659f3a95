"""The rules: no files, no clock, no terminal, no SQL, no framework."""
