"""Long texts, piece by piece: what comes of them is what `engine.clean` would make of the whole.

A text is read again and again as a stream, and never held. Each reading gives windows: a core whose
findings count, and the paragraphs around it, which are only looked at. What the document decides is
summed up over all cores before. `Parted` does the same with a text that is held.
"""

from cleaner.windows.cleaning import clean
from cleaner.windows.found import Swept
from cleaner.windows.parted import LONG, PARTED, Parted
from cleaner.windows.reading import Chunks, Means
from cleaner.windows.streams import edited

__all__ = ["LONG", "PARTED", "Chunks", "Means", "Parted", "Swept", "clean", "edited"]
