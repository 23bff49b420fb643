"""Taking in the organisation and its roles from a file: read → check → (dry run) → take in."""
