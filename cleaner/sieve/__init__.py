"""Which rules may find something in a text, told from its bytes: most texts are found to be clean.

Source: ENGINE of ruff and typos is the same idea: nothing is looked at twice that a first look
rules out.
"""
