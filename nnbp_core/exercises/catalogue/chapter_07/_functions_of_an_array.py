"""Functions of an array, each with its gradient. They take complex numbers, too."""

import numpy as np


def sum_of_squares(p):
    return (p**2).sum()


def square_of_the_sum_of_squares(p):
    return (p**2).sum() ** 2


def sine_of_the_sum_of_squares(p):
    return np.sin((p**2).sum())


def sum_of_exponentials(p):
    return np.exp(p).sum()


def place(p):
    return np.arange(1, p.shape[-1] + 1)


def cube_of_a_product(p):
    """It minds the shape of p, and has slopes where p is zero."""
    return ((p @ place(p)) ** 3).sum()


def tiny_sum_of_squares(p):
    return 1e-11 * (p**2).sum()


def sum_of_cubes(p):
    """It gives a number of Python's own, and takes no complex ones."""
    return float((p**3).sum())


def waves(p):
    """So steep that a difference with a step of 1e-5 cannot see how steep."""
    return np.sin(1e4 * p).sum()


GRADIENTS = {
    sum_of_squares: lambda p: 2 * p,
    square_of_the_sum_of_squares: lambda p: 4 * (p**2).sum() * p,
    sine_of_the_sum_of_squares: lambda p: 2 * np.cos((p**2).sum()) * p,
    sum_of_exponentials: np.exp,
    cube_of_a_product: lambda p: 3 * (p @ place(p))[..., None] ** 2 * place(p),
    tiny_sum_of_squares: lambda p: 2e-11 * p,
    sum_of_cubes: lambda p: 3 * p**2,
    waves: lambda p: 1e4 * np.cos(1e4 * p),
}
CURVED = (square_of_the_sum_of_squares, sine_of_the_sum_of_squares, sum_of_exponentials, cube_of_a_product)
