"""What a text asks to be left alone: suppressions in its comments, and words marked [sic].

They hold findings back and change nothing else: evidence is that of the whole text, and each
finding is judged as if the others were not held.
"""

from cleaner.suppressions.comments import SIGN
from cleaner.suppressions.holding import Account, account, allowed

__all__ = [
    "SIGN",
    "Account",
    "account",
    "allowed",
]
