"""What stands on the page and how it is read aloud: decoding, segmentation, tokens, readings, furigana.

Knows no dictionary store, no user data and no screen.
"""
