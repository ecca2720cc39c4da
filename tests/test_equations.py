"""Each of the four equations, alone, against its component form."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nnbp_core import backpropagate_error, bias_gradient, output_error, weight_gradient

sizes = st.integers(1, 4)


@given(n=sizes, m=sizes, seed=st.integers(0, 1000))
def test_bp1_multiplies_entry_by_entry(n, m, seed):
    rng = np.random.default_rng(seed)
    nabla_a, slope = rng.standard_normal((2, n, m))
    for (j, x), value in np.ndenumerate(output_error(nabla_a, slope)):
        assert value == nabla_a[j, x] * slope[j, x]


@given(n=sizes, n_next=sizes, m=sizes, seed=st.integers(0, 1000))
def test_bp2_sums_over_the_next_layer(n, n_next, m, seed):
    rng = np.random.default_rng(seed)
    w, delta, slope = (
        rng.standard_normal((n_next, n)),
        rng.standard_normal((n_next, m)),
        rng.standard_normal((n, m)),
    )
    result = backpropagate_error(w, delta, slope)
    for (k, x), value in np.ndenumerate(result):
        np.testing.assert_allclose(value, sum(w[j, k] * delta[j, x] for j in range(n_next)) * slope[k, x], atol=1e-14)


@given(n=sizes, m=sizes, seed=st.integers(0, 1000))
def test_bp3_is_the_mean_over_the_columns(n, m, seed):
    delta = np.random.default_rng(seed).standard_normal((n, m))
    result = bias_gradient(delta)
    assert result.shape == (n, 1)
    for j in range(n):
        np.testing.assert_allclose(result[j, 0], sum(delta[j]) / m, atol=1e-14)


@given(n=sizes, n_in=sizes, m=sizes, seed=st.integers(0, 1000))
def test_bp4_is_what_came_in_times_the_error_it_led_to(n, n_in, m, seed):
    rng = np.random.default_rng(seed)
    delta, a_in = rng.standard_normal((n, m)), rng.standard_normal((n_in, m))
    for (j, k), value in np.ndenumerate(weight_gradient(delta, a_in)):
        np.testing.assert_allclose(value, sum(delta[j, x] * a_in[k, x] for x in range(m)) / m, atol=1e-14)
