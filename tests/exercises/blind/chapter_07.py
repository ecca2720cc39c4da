"""Answers to the exercises of chapter 7, written without sight of the checks."""

import math

import numpy as np
from blind_answers import answer_lists

from nnbp_core import QUADRATIC, Network, backprop, numerical_gradient

RIGHT, WRONG, UNCAUGHT, right, wrong, uncaught = answer_lists()


# 7.1, right ---
@right("7.1")
def r71_ndindex(f, p, eps):
    out = np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        up, down = p.astype(float), p.astype(float)
        up[i] += eps
        down[i] -= eps
        out[i] = (f(up) - f(down)) / (2 * eps)
    return out


@right("7.1")
def r71_flat(f, p, eps):
    q = np.array(p, dtype=float)
    out = []
    for i in range(q.size):
        step = np.zeros(q.size)
        step[i] = eps
        step = step.reshape(q.shape)
        out.append((f(q + step) - f(q - step)) / 2 / eps)
    return np.array(out).reshape(q.shape)


@right("7.1")
def r71_eye(f, p, eps):
    steps = eps * np.eye(p.size).reshape(p.size, *p.shape)
    return np.array([(f(p + s) - f(p - s)) / (2 * eps) for s in steps]).reshape(p.shape)


@right("7.1")  # nudges its own copy, sets it back to the kept value
def r71_kept(f, p, eps):
    q = p.astype(float)
    out = np.empty_like(q)
    it = np.nditer(p, flags=["multi_index"])
    for _ in it:
        i = it.multi_index
        kept = q[i]
        q[i] = kept + eps
        up = f(q)
        q[i] = kept - eps
        out[i] = (up - f(q)) / (2 * eps)
        q[i] = kept
    return out


@right("7.1")  # two loops, or one
def r71_by_dimension(f, p, eps):
    def one(i):
        s = np.zeros(p.shape)
        s[i] = eps
        return 0.5 * (f(p + s) - f(p - s)) / eps

    if p.ndim == 1:
        return np.array([one(i) for i in range(len(p))])
    return np.array([[one((i, j)) for j in range(p.shape[1])] for i in range(p.shape[0])])


@right("7.1")  # mean of the difference forward and the difference backward
def r71_two_halves(f, p, eps):
    out = np.zeros(p.shape, float)
    for i in np.ndindex(*p.shape):
        s = np.zeros(p.shape)
        s[i] = eps
        here = f(p + 0.0)
        out[i] = ((f(p + s) - here) / eps + (here - f(p - s)) / eps) / 2
    return out


# 7.1, wrong ---
def sweep(f, p, eps, difference):
    out = np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        s = np.zeros(p.shape)
        s[i] = eps
        out[i] = difference(f, p + 0.0, s)
    return out


@wrong("7.1")  # half the step
def w71_half_step(f, p, eps):
    return sweep(f, p, eps, lambda f, p, s: (f(p + s / 2) - f(p - s / 2)) / eps)


@wrong("7.1")  # double the step
def w71_double_step(f, p, eps):
    return sweep(f, p, eps, lambda f, p, s: (f(p + 2 * s) - f(p - 2 * s)) / (4 * eps))


@wrong("7.1")  # another step
def w71_own_eps(f, p, eps):
    return sweep(f, p, 1e-5, lambda f, p, s: (f(p + s) - f(p - s)) / 2e-5)


@wrong("7.1")  # five points: better, but not the central difference
def w71_five_points(f, p, eps):
    return sweep(f, p, eps, lambda f, p, s: (8 * (f(p + s) - f(p - s)) - (f(p + 2 * s) - f(p - 2 * s))) / (12 * eps))


def w71_drift(f, p, eps):
    out = np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        p[i] += eps
        up = f(p)
        p[i] -= 2 * eps
        down = f(p)
        p[i] += eps
        out[i] = (up - down) / (2 * eps)
    return out


@wrong("7.1")  # asarray shares memory with a float p, which drifts
def w71_asarray(f, p, eps):
    return w71_drift(f, np.asarray(p, dtype=float), eps)


@wrong("7.1")  # the step of whole numbers
def w71_step_like(f, p, eps):
    out = np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        s = np.zeros_like(p)
        s[i] = eps
        out[i] = (f(p + s) - f(p - s)) / (2 * eps)
    return out


@wrong("7.1")  # a row at a time where p has two dimensions
def w71_rows(f, p, eps):
    out = np.zeros(p.shape)
    for i in range(len(p)):
        s = np.zeros(p.shape)
        s[i] = eps
        out[i] = (f(p + s) - f(p - s)) / (2 * eps)
    return out


@wrong("7.1")  # two dimensions only
def w71_two_dims(f, p, eps):
    out = np.zeros(p.shape)
    for i in range(p.shape[0]):
        for j in range(p.shape[1]):
            s = np.zeros(p.shape)
            s[i, j] = eps
            out[i, j] = (f(p + s) - f(p - s)) / (2 * eps)
    return out


@wrong("7.1")  # square matrices only
def w71_square(f, p, eps):
    if p.ndim == 1:
        return r71_ndindex(f, p, eps)
    out = np.zeros(p.shape)
    for i in range(len(p)):
        for j in range(len(p)):
            s = np.zeros(p.shape)
            s[i, j] = eps
            out[i, j] = (f(p + s) - f(p - s)) / (2 * eps)
    return out


@wrong("7.1")  # columns read first, rows written first
def w71_order(f, p, eps):
    q = p.astype(float)
    out = []
    for i in range(q.size):
        s = np.zeros(q.size)
        s[i] = eps
        s = s.reshape(q.shape, order="F")
        out.append((f(q + s) - f(q - s)) / (2 * eps))
    return np.array(out).reshape(q.shape)


@wrong("7.1")  # f gets a flat array
def w71_flat_argument(f, p, eps):
    q = p.astype(float).ravel()
    out = np.zeros(q.size)
    for i in range(q.size):
        s = np.zeros(q.size)
        s[i] = eps
        out[i] = (f(q + s) - f(q - s)) / (2 * eps)
    return out.reshape(p.shape)


@wrong("7.1")  # a nudge relative to the entry
def w71_relative(f, p, eps):
    out = np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        h = eps * max(abs(float(p[i])), 1.0)
        s = np.zeros(p.shape)
        s[i] = h
        out[i] = (f(p + s) - f(p - s)) / (2 * h)
    return out


@wrong("7.1")  # zeros are left out
def w71_only_nonzero(f, p, eps):
    out = np.zeros(p.shape)
    for i in map(tuple, np.argwhere(p)):
        s = np.zeros(p.shape)
        s[i] = eps
        out[i] = (f(p + s) - f(p - s)) / (2 * eps)
    return out


@wrong("7.1")  # equal entries are nudged together
def w71_by_value(f, p, eps):
    out = np.zeros(p.shape)
    for v in p.ravel():
        s = np.where(p == v, eps, 0.0)
        out[p == v] = (f(p + s) - f(p - s)) / (2 * eps)
    return out


@wrong("7.1")  # a Python number has no .item()
def w71_item(f, p, eps):
    return sweep(f, p, eps, lambda f, p, s: (f(p + s).item() - f(p - s).item()) / (2 * eps))


@wrong("7.1")  # mean over the entries
def w71_over_size(f, p, eps):
    return r71_ndindex(f, p, eps) / p.size


@wrong("7.1")  # rounded
def w71_rounded(f, p, eps):
    return np.round(r71_ndindex(f, p, eps), 6)


@wrong("7.1")  # the last entry is left out
def w71_last(f, p, eps):
    out = np.zeros(p.shape)
    for i in list(np.ndindex(p.shape))[:-1] or [(0,) * p.ndim]:
        s = np.zeros(p.shape)
        s[i] = eps
        out[i] = (f(p + s) - f(p - s)) / (2 * eps)
    return out


# 7.2, right ---
def complex_gradient(f, p, eps=1e-20):
    n = np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        q = p.astype(complex)
        q[i] += 1j * eps
        n[i] = np.imag(f(q)) / eps
    return n


@right("7.2")
def r72_plain(f, p, g):
    n = complex_gradient(f, p)
    scale = np.linalg.norm(g) + np.linalg.norm(n)
    return np.linalg.norm(g - n) / scale if scale > 0 else 0.0


@right("7.2")
def r72_roots(f, p, g):
    q = p + 0j
    slopes = []
    for step in 1e-20j * np.eye(p.size):
        slopes.append(f(q + step.reshape(p.shape)).imag * 1e20)
    n = np.array(slopes).reshape(p.shape)
    length = lambda v: float(np.sqrt(np.sum(np.asarray(v, float) ** 2)))
    if length(g) == 0 and length(n) == 0:
        return 0
    return length(n - g) / (length(n) + length(g))


@right("7.2")
def r72_hypot(f, p, g):
    apart = lg = ln = 0.0
    for i, given in np.ndenumerate(g):
        q = np.array(p, dtype=np.complex128)
        q[i] = q[i] + complex(0, 1e-20)
        n = np.imag(f(q)) / 1e-20
        apart, lg, ln = math.hypot(apart, given - n), math.hypot(lg, given), math.hypot(ln, n)
    return apart / (lg + ln) if lg + ln else 0.0


@right("7.2")
def r72_nan_to_num(f, p, g):
    n = complex_gradient(f, p).ravel()
    g = np.ravel(g)
    with np.errstate(invalid="ignore"):
        return float(np.nan_to_num(np.sqrt((g - n) @ (g - n)) / (np.sqrt(g @ g) + np.sqrt(n @ n))))


@right("7.2")  # takes the value at p off first: it is real
def r72_difference(f, p, g):
    here = f(p.astype(complex))
    n = np.empty(p.shape)
    for i in np.ndindex(p.shape):
        q = p.astype(complex)
        q[i] += 1e-20j
        n[i] = ((f(q) - here) / 1e-20).imag
    if not g.any() and not n.any():
        return 0.0
    return np.linalg.norm((g - n).ravel()) / (np.linalg.norm(g.ravel()) + np.linalg.norm(n.ravel()))


# 7.2, wrong ---
def ratio(g, n, norm=np.linalg.norm):
    scale = norm(g) + norm(n)
    return float(norm(g - n) / scale) if scale else 0.0


@wrong("7.2")  # the spectral norm of a matrix
def w72_spectral(f, p, g):
    return ratio(g, complex_gradient(f, p), lambda v: np.linalg.norm(v, 2))


@wrong("7.2")  # sums of absolute values
def w72_l1(f, p, g):
    return ratio(g, complex_gradient(f, p), lambda v: np.abs(v).sum())


@wrong("7.2")  # largest entries
def w72_largest(f, p, g):
    return ratio(g, complex_gradient(f, p), lambda v: np.abs(v).max())


@wrong("7.2")  # entry by entry, then the mean
def w72_by_entry(f, p, g):
    n = complex_gradient(f, p)
    scale = np.abs(g) + np.abs(n)
    return float(np.mean(np.divide(np.abs(g - n), scale, out=np.zeros(p.shape), where=scale > 0)))


@wrong("7.2")  # lengths of the columns summed
def w72_by_column(f, p, g):
    return ratio(g, complex_gradient(f, p), lambda v: np.linalg.norm(v, axis=0).sum())


@wrong("7.2")  # the steps add up
def w72_cumulative(f, p, g):
    q, n = p.astype(complex), np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        q[i] += 1e-20j
        n[i] = np.imag(f(q)) / 1e-20
    return ratio(g, n)


@wrong("7.2")  # the central difference: only near
def w72_central(f, p, g):
    return ratio(g, r71_ndindex(f, p, 1e-5))


@wrong("7.2")  # a step of 1e-3: only near
def w72_large_step(f, p, g):
    return ratio(g, complex_gradient(f, p, 1e-3))


@wrong("7.2")  # a step of 1e-5: an error of about 1e-10
def w72_step_5(f, p, g):
    return ratio(g, complex_gradient(f, p, 1e-5))


@wrong("7.2")  # single precision
def w72_complex64(f, p, g):
    n = np.zeros(p.shape)
    for i in np.ndindex(p.shape):
        q = p.astype(np.complex64)
        q[i] += np.complex64(1e-20j)
        n[i] = np.imag(f(q)) / 1e-20
    return ratio(g, n)


@wrong("7.2")  # a small number below the line: wrong for small gradients
def w72_eps(f, p, g):
    n = complex_gradient(f, p)
    return np.linalg.norm(g - n) / (np.linalg.norm(g) + np.linalg.norm(n) + 1e-8)


@wrong("7.2")  # the same, 1e-12: wrong for gradients of that size
def w72_eps_12(f, p, g):
    n = complex_gradient(f, p)
    return np.linalg.norm(g - n) / (np.linalg.norm(g) + np.linalg.norm(n) + 1e-12)


@wrong("7.2")  # small gradients taken for zero
def w72_small_is_zero(f, p, g):
    n = complex_gradient(f, p)
    return 0.0 if np.allclose(g, 0) and np.allclose(n, 0) else ratio(g, n)


@wrong("7.2")  # 0 as soon as g is zero
def w72_g_zero(f, p, g):
    return ratio(g, complex_gradient(f, p)) if np.any(g) else 0.0


@wrong("7.2")  # 0 as soon as n is zero
def w72_n_zero(f, p, g):
    n = complex_gradient(f, p)
    return ratio(g, n) if np.any(n) else 0.0


@wrong("7.2")  # 0 where the entries add up to zero
def w72_sum_zero(f, p, g):
    n = complex_gradient(f, p)
    return ratio(g, n) if g.sum() + n.sum() != 0 else 0.0


@wrong("7.2")  # both zero counts as an error of 1
def w72_zero_is_one(f, p, g):
    n = complex_gradient(f, p)
    return ratio(g, n) if np.any(g) or np.any(n) else 1.0


@wrong("7.2")  # one dimension only, or a row at a time
def w72_rows(f, p, g):
    n = np.zeros(p.shape)
    for i in range(len(p)):
        q = p.astype(complex)
        q[i] += 1e-20j
        n[i] = np.imag(f(q)) / 1e-20
    return ratio(g, n)


@wrong("7.2")  # n of whole numbers where p is
def w72_zeros_like(f, p, g):
    n = np.zeros_like(p)
    for i in np.ndindex(p.shape):
        q = p.astype(complex)
        q[i] += 1e-20j
        n[i] = np.imag(f(q)) / 1e-20
    return ratio(g, n)


@wrong("7.2")  # n gets the dtype of g: cut off where g holds whole numbers
def w72_like_g(f, p, g):
    n = np.zeros_like(g)
    for i in np.ndindex(p.shape):
        q = p.astype(complex)
        q[i] += 1e-20j
        n[i] = np.imag(f(q)) / 1e-20
    return ratio(g, n)


@wrong("7.2")  # differences, in a type that would hide them
def w72_central_in_float32(f, p, g):
    return np.float32(w72_central(f, p, g))


@wrong("7.2")  # a complex step that is too long, in a type that would hide it
def w72_step_5_in_float32(f, p, g):
    return np.float32(w72_step_5(f, p, g))


@wrong("7.2")  # f gets a flat array
def w72_flat(f, p, g):
    return ratio(g.ravel(), complex_gradient(f, p.ravel()))


@wrong("7.2")  # per cent
def w72_percent(f, p, g):
    return 100 * ratio(g, complex_gradient(f, p))


@wrong("7.2")  # the lengths compared, not the gradients
def w72_lengths(f, p, g):
    n = complex_gradient(f, p)
    a, b = np.linalg.norm(g), np.linalg.norm(n)
    return abs(a - b) / (a + b) if a + b else 0.0


@wrong("7.2")  # rounded
def w72_rounded(f, p, g):
    return round(ratio(g, complex_gradient(f, p)), 6)


@wrong("7.2")  # differences below a tolerance count as none
def w72_tolerant(f, p, g):
    n = complex_gradient(f, p)
    return 0.0 if np.allclose(g, n) else ratio(g, n)


@wrong("7.2")  # lost factor: half
def w72_half(f, p, g):
    return ratio(g, complex_gradient(f, p)) / 2


@wrong("7.2")  # f's absolute value
def w72_abs(f, p, g):
    return ratio(g, np.abs(complex_gradient(f, p)))


# 7.3, right ---
@right("7.3")
def r73_plain(network, x, y, nabla_w):
    true = numerical_gradient(network, x, y).nabla_w
    best, where = -1.0, None
    for i, (g, n) in enumerate(zip(nabla_w, true)):
        off = np.abs(g - n)
        j, k = np.unravel_index(off.argmax(), off.shape)
        if off[j, k] > best:
            best, where = off[j, k], (i + 2, int(j), int(k))
    return where


@right("7.3")
def r73_loops(network, x, y, nabla_w):
    true = numerical_gradient(network, x, y, method="complex").nabla_w
    candidates = []
    for layer in range(2, len(network.sizes) + 1):
        for j in range(network.sizes[layer - 1]):
            for k in range(network.sizes[layer - 2]):
                candidates.append((abs(nabla_w[layer - 2][j, k] - true[layer - 2][j, k]), layer, j, k))
    return max(candidates)[1:]


@right("7.3")
def r73_backprop(network, x, y, nabla_w):
    offs = [(g - n) ** 2 for g, n in zip(nabla_w, backprop(network, x, y).nabla_w)]
    i = int(np.argmax([o.max() for o in offs]))
    j, k = np.argwhere(offs[i] == offs[i].max())[0]
    return [i + 2, int(j), int(k)]


@right("7.3")
def r73_flat(network, x, y, nabla_w):
    n = numerical_gradient(network, x, y)[0]
    flat = np.concatenate([np.abs(a - b).ravel() for a, b in zip(nabla_w, n)])
    place, layer = flat.argmax(), 2
    for w in network.weights:
        if place < w.size:
            return layer, *divmod(int(place), w.shape[1])
        place -= w.size
        layer += 1


@right("7.3")
def r73_dictionary(network, x, y, nabla_w):
    n = numerical_gradient(network, x, y, "complex").nabla_w
    off = {
        (l, j, k): max(v - n[l - 2][j, k], n[l - 2][j, k] - v)
        for l, g in enumerate(nabla_w, 2)
        for (j, k), v in np.ndenumerate(g)
    }
    return max(off, key=off.get)


# 7.3, wrong ---
def find(offs, first=2):
    i = int(np.argmax([o.max() for o in offs]))
    j, k = np.unravel_index(int(offs[i].argmax()), offs[i].shape)
    return i + first, int(j), int(k)


def true_w(network, x, y):
    return numerical_gradient(network, x, y).nabla_w


@wrong("7.3")  # too small only
def w73_below(network, x, y, nabla_w):
    return find([n - g for g, n in zip(nabla_w, true_w(network, x, y))])


@wrong("7.3")  # sign slips are not seen
def w73_sizes_only(network, x, y, nabla_w):
    return find([np.abs(np.abs(g) - np.abs(n)) for g, n in zip(nabla_w, true_w(network, x, y))])


@wrong("7.3")  # relative to the true slope
def w73_relative(network, x, y, nabla_w):
    return find([np.abs(g - n) / (np.abs(n) + 1e-12) for g, n in zip(nabla_w, true_w(network, x, y))])


@wrong("7.3")  # relative to both
def w73_relative_both(network, x, y, nabla_w):
    return find([np.abs(g - n) / (np.abs(n) + np.abs(g) + 1e-12) for g, n in zip(nabla_w, true_w(network, x, y))])


@wrong("7.3")  # relative to the layer
def w73_relative_layer(network, x, y, nabla_w):
    return find([np.abs(g - n) / (np.abs(n).max() + 1e-300) for g, n in zip(nabla_w, true_w(network, x, y))])


@wrong("7.3")  # first example only
def w73_first(network, x, y, nabla_w):
    return find([np.abs(g - n) for g, n in zip(nabla_w, true_w(network, x[:, :1], y[:, :1]))])


@wrong("7.3")  # the first layer in which something is off
def w73_first_layer_off(network, x, y, nabla_w):
    for i, (g, n) in enumerate(zip(nabla_w, true_w(network, x, y))):
        off = np.abs(g - n)
        if off.max() > 1e-6:
            j, k = np.unravel_index(off.argmax(), off.shape)
            return i + 2, int(j), int(k)


@wrong("7.3")  # the last layer in which something is off
def w73_last_layer_off(network, x, y, nabla_w):
    for i in reversed(range(len(nabla_w))):
        off = np.abs(nabla_w[i] - true_w(network, x, y)[i])
        if off.max() > 1e-6:
            j, k = np.unravel_index(off.argmax(), off.shape)
            return i + 2, int(j), int(k)


@wrong("7.3")  # the activations and the cost of the network forgotten
def w73_plain_network(network, x, y, nabla_w):
    return r73_plain(Network(network.weights, network.biases), x, y, nabla_w)


@wrong("7.3")  # the cost of the network forgotten
def w73_quadratic(network, x, y, nabla_w):
    return r73_plain(Network(network.weights, network.biases, network.activations, QUADRATIC), x, y, nabla_w)


@wrong("7.3")  # the activations of the network forgotten
def w73_sigmoid(network, x, y, nabla_w):
    return r73_plain(Network(network.weights, network.biases, cost=network.cost), x, y, nabla_w)


@wrong("7.3")  # the place is unravelled in the shape of the transposed
def w73_unravel(network, x, y, nabla_w):
    offs = [np.abs(g - n) for g, n in zip(nabla_w, true_w(network, x, y))]
    i = int(np.argmax([o.max() for o in offs]))
    j, k = np.unravel_index(offs[i].argmax(), offs[i].shape[::-1])
    return i + 2, int(j), int(k)


@wrong("7.3")  # column of the largest in any row, row of the largest in any column
def w73_axes(network, x, y, nabla_w):
    offs = [np.abs(g - n) for g, n in zip(nabla_w, true_w(network, x, y))]
    i = int(np.argmax([o.max() for o in offs]))
    return i + 2, int(offs[i].sum(axis=1).argmax()), int(offs[i].sum(axis=0).argmax())


@wrong("7.3")  # the largest true slope
def w73_largest_true(network, x, y, nabla_w):
    return find([np.abs(n) for n in true_w(network, x, y)])


@wrong("7.3")  # differences rounded away
def w73_rounded(network, x, y, nabla_w):
    return find([np.round(np.abs(g - n), 2) for g, n in zip(nabla_w, true_w(network, x, y))])


@wrong("7.3")  # looks only for differences above 1
def w73_above_one(network, x, y, nabla_w):
    best, where = 1.0, (2, 0, 0)
    for i, (g, n) in enumerate(zip(nabla_w, true_w(network, x, y))):
        for (j, k), off in np.ndenumerate(np.abs(g - n)):
            if off > best:
                best, where = off, (i + 2, j, k)
    return where


@wrong("7.3")  # never looks at the first array
def w73_not_first(network, x, y, nabla_w):
    offs = [np.abs(g - n) for g, n in zip(nabla_w, true_w(network, x, y))]
    if len(offs) == 1:
        return find(offs)
    return find(offs[1:], 3)


@wrong("7.3")  # never looks at the output layer, unless there is no other
def w73_not_last(network, x, y, nabla_w):
    offs = [np.abs(g - n) for g, n in zip(nabla_w, true_w(network, x, y))]
    return find(offs[:-1] or offs)


@wrong("7.3")  # layers counted from the output
def w73_from_output(network, x, y, nabla_w):
    l, j, k = r73_plain(network, x, y, nabla_w)
    return len(network.sizes) + 2 - l, j, k


@wrong("7.3")  # signed difference taken of the layer's extreme: argmax of abs over layers, argmax signed inside
def w73_half_abs(network, x, y, nabla_w):
    offs = [g - n for g, n in zip(nabla_w, true_w(network, x, y))]
    i = int(np.argmax([np.abs(o).max() for o in offs]))
    j, k = np.unravel_index(offs[i].argmax(), offs[i].shape)
    return i + 2, int(j), int(k)


@wrong("7.3")  # (added after the judging) takes the output layer to be sigmoid, whatever it is
def w73_sigmoid_output(network, x, y, nabla_w):
    from nnbp_core import SIGMOID

    return r73_plain(
        Network(network.weights, network.biases, [*network.activations[:-1], SIGMOID], network.cost), x, y, nabla_w
    )
