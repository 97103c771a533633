"""Which rules may find something in a text, told from its bytes: most texts are found to be clean.

What a rule requires is derived from it, and says too much rather than too little: wider expressions
that hyperscan searches for all at once, words of tables, and questions about the bytes. `building`
makes the sieve of a set of rules, `reading` takes it from the cache folder, `sieve` asks it.
"""
