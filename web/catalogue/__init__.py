"""The translations: what is to be translated, the file it stands in, the file Django reads."""
