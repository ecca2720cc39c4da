"""A pytest plugin for nbval: a kernel that dies before its first word is started once more.

pytest -p steady_kernels --nbval book

Two kernels that start at the same moment can be given one port, and then the later of them dies. A kernel that dies
later, or a second time, fails the run as ever.
"""

import nbval.kernel


def twice(start):
    """`start`, tried again after the one error that a kernel's death at birth raises."""

    def started(*args, **kwargs):
        try:
            return start(*args, **kwargs)
        except RuntimeError as error:
            if "died before replying" not in str(error):
                raise
        return start(*args, **kwargs)

    return started


nbval.kernel.start_new_kernel = twice(nbval.kernel.start_new_kernel)
