"""nbval compares text to the letter, pictures and widgets by their words.

A kernel that dies at birth gets another.
"""

import nbval.kernel


def pytest_collectstart(collector):
    """Leave out the forms that are not stored; each has a text form too."""
    if hasattr(collector, "skip_compare"):
        collector.skip_compare += ("image/svg+xml", "text/html")


def twice(start):
    """`start`, tried once more where a kernel died before its first word.

    Two kernels that start at one moment can be given one port; then the later
    of them dies. To die twice, or later, is an error as ever.
    """

    def started(*args, **kwargs):
        try:
            return start(*args, **kwargs)
        except RuntimeError as error:
            if "died before replying" not in str(error):
                raise
        return start(*args, **kwargs)

    return started


nbval.kernel.start_new_kernel = twice(nbval.kernel.start_new_kernel)
