"""The arrays of a network, and of its gradient, told apart at the door.

Each function returns what the rest of the core may trust, or raises a
`ValueError` that names the array, what came, what was expected, and the likely
mend.

- weights and biases: `check_parameters`, `check_sizes`
- a layer's functions, beside them: `check_layer_functions`
- a gradient of them: `check_gradient`
"""

import numpy as np

from nnbp_core.activations import NoSuchNeuronError
from nnbp_core.validation import as_float, check_finite, check_positive, described

__all__ = ["check_gradient", "check_layer_functions", "check_parameters", "check_sizes"]


def check_parameters(weights, biases):
    """Weights and biases as read-only arrays of one dtype whose sizes chain."""
    weights, biases = _listed("weights", weights), _listed("biases", biases)
    if not weights or len(weights) != len(biases):
        raise ValueError(
            f"weights has {len(weights)} arrays and biases has {len(biases)}; "
            f"expected one of each for every layer after the input, and at least one layer"
        )
    if misfit := _misfit(weights, biases):
        raise ValueError(misfit + _rearranged(weights, biases))
    for name, arrays in (("weights", weights), ("biases", biases)):
        for i, array in enumerate(arrays):
            check_finite(f"{name}[{i}]", array)
    dtype = np.result_type(*weights, *biases)
    return _frozen(weights, dtype), _frozen(biases, dtype)


def _listed(name, arrays):
    if isinstance(arrays, np.ndarray) and arrays.ndim == 2:
        raise ValueError(f"{name} is an array of shape {arrays.shape}; expected a list, one array per layer: [{name}]")
    try:
        return [as_float(f"{name}[{i}]", each) for i, each in enumerate(arrays)]
    except TypeError:
        raise ValueError(f"{name} is {described(arrays)}; expected a list of arrays, one per layer") from None


def _misfit(weights, biases):
    """What keeps these arrays from being a network, or None."""
    n_in = None
    for i, (w, b) in enumerate(zip(weights, biases, strict=True)):
        if w.ndim != 2 or 0 in w.shape:
            return f"weights[{i}] has shape {w.shape}; expected (n_out, n_in), both at least 1"
        if n_in not in (None, w.shape[1]):
            hint = f": did you mean weights[{i}].T?" if w.shape[0] == n_in else ""
            return (
                f"weights[{i}] has shape {w.shape}; the layer before has {n_in} neurons, "
                f"so expected (n_out, {n_in}){hint}"
            )
        n_in = w.shape[0]
        if b.shape != (n_in, 1):
            hint = f": did you mean biases[{i}].reshape(-1, 1)?" if b.size == n_in else ""
            return f"biases[{i}] has shape {b.shape}; expected ({n_in}, 1), one per neuron{hint}"
    return None


def _rearranged(weights, biases):
    """The arrangement in which all of them would fit, if there is one."""
    if not _misfit(biases, [w.reshape(-1, 1) for w in weights]):
        return ". Have weights and biases changed places?"
    if not _misfit([w.T for w in weights], [b.reshape(-1, 1) for b in biases]):
        return ". The biases fit the transposes: did you mean [w.T for w in weights]? w^l is (n_out, n_in)"
    return ""


def _frozen(arrays, dtype):
    """Copies that cannot be written, nor made writable: each is a view of a read-only array."""
    copies = [np.array(each, dtype) for each in arrays]
    for each in copies:
        each.flags.writeable = False
    return tuple(each.view() for each in copies)


def check_sizes(sizes):
    """The numbers of neurons of at least two layers."""
    try:
        sizes = [int(check_positive(f"sizes[{i}]", n, whole=True)) for i, n in enumerate(sizes)]
    except TypeError:
        raise ValueError(f"sizes is {described(sizes)}; expected neurons per layer, such as [2, 3, 1]") from None
    if len(sizes) < 2:
        raise ValueError(f"sizes is {sizes}; expected an input layer and at least one more, such as [2, 3, 1]")
    return sizes


def check_layer_functions(activation, n, name):
    """Refuse an activation that does not give one number for each weighted input: it would broadcast, unseen."""
    z = np.full((n, 2), 0.5)  # two examples of a layer of n neurons
    try:
        with np.errstate(all="ignore"):
            a = activation.f(z)
            slope = activation.slope(z, a)
            parts = {"f": a, "slope": slope(z) if callable(slope) else slope}
    except NoSuchNeuronError:
        raise
    except Exception as error:  # whatever the caller's own function raises
        raise ValueError(
            f"{name} is {activation!r}, which does not take a layer of shape ({n}, n_examples): {error}. "
            f"Write it for arrays, with NumPy: np.tanh for math.tanh, np.where for if"
        ) from error
    for part, array in parts.items():
        if np.shape(array) != z.shape:
            raise ValueError(
                f"{name} is {activation!r}; for z of shape {z.shape} its {part} has shape {np.shape(array)}; "
                f"expected one number for each entry of z, such as np.ones_like(z) for a constant"
            )


def check_gradient(network, gradients):
    """(nabla_w, nabla_b) as lists of arrays with the shapes of the parameters.

    Taken from `Gradients`, or from a pair of lists in this order.
    """
    try:
        given = (gradients.nabla_w, gradients.nabla_b) if hasattr(gradients, "nabla_w") else tuple(gradients)[:2]
        given = [list(part) for part in given]
    except TypeError:
        given = []
    if len(given) != 2 or isinstance(gradients, np.ndarray | dict | str):
        raise ValueError(f"gradients is {described(gradients)}; expected Gradients, or lists (nabla_w, nabla_b)")
    pairs = list(zip(("nabla_w", "nabla_b"), given, (network.weights, network.biases), strict=True))
    for name, part, parameters in pairs:
        if len(part) != len(parameters):
            raise ValueError(f"{name} has {len(part)} arrays; the network has {len(parameters)} layers of them")
    shapes = [[np.shape(each) for each in part] for part in given]
    swapped = shapes == [[p.shape for p in network.biases], [p.shape for p in network.weights]]
    return [
        [_like(f"{name}[{i}]", g, p, swapped) for i, (g, p) in enumerate(zip(part, parameters, strict=True))]
        for name, part, parameters in pairs
    ]


def _like(name, given, parameter, swapped):
    array, shape = as_float(name, given), parameter.shape
    if array.shape == shape:
        return check_finite(name, array)
    hint = ""
    if swapped:
        hint = ": nabla_w and nabla_b have changed places; expected (nabla_w, nabla_b)"
    elif array.shape == shape[::-1]:
        hint = f": did you mean {name}.T?"
    elif array.size == parameter.size:
        hint = f": did you mean {name}.reshape{shape}?"
    elif array.ndim == 3 and shape in (array.shape[1:], array.shape[:2]):
        hint = (
            f": one gradient per example? The mean over them: {name}.mean(axis={0 if array.shape[1:] == shape else 2})"
        )
    elif array.ndim == 2 and shape[1] == 1 and len(parameter) in array.shape:
        mean = "mean(axis=1, keepdims=True)" if len(array) == len(parameter) else "mean(axis=0)[:, None]"
        hint = f": one of them per example? The mean: {name}.{mean}"
    raise ValueError(f"{name} has shape {array.shape}; expected {shape}{hint}")
