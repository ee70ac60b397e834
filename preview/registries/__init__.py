"""Scholarly registries, one module each: `request` asks, `read` reads, `load` joins them by `get`.

`read(body, work=…)` is pure and can be called on a saved file.  It is a generator: a failure is
raised when the first candidate is asked for, and nothing was yielded before it.  `work` is the
work by the name that was asked for; the record of any other work is refused.

Raises, in all modules: `NotFound` where the registry says that it does not know the work,
`UpstreamError` where the answer is not what the registry promises.
"""
