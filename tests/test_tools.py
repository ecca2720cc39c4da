"""What the tools of this repository promise, where no other test uses them."""

import pytest
from steady_kernels import twice

DEATH = "Kernel died before replying to kernel_info"


def starter(*errors):
    """A start that raises these errors, one a call, and then succeeds."""
    left = list(errors)

    def start(name):
        if left:
            raise left.pop(0)
        return name

    return start


def test_a_kernel_that_dies_at_birth_is_started_once_more():
    assert twice(starter(RuntimeError(DEATH)))("python3") == "python3"


def test_a_kernel_that_dies_twice_or_of_something_else_fails():
    with pytest.raises(RuntimeError, match="died"):
        twice(starter(RuntimeError(DEATH), RuntimeError(DEATH)))("python3")
    with pytest.raises(RuntimeError, match="no port"):
        twice(starter(RuntimeError("no port")))("python3")
