"""Answers as readers give them, and what the check says to each: where, how and when, and never what is not so."""

import dataclasses
import functools

import numpy as np
import pytest

from nnbp_core import SIGMOID, Network, backprop, forward
from nnbp_core.exercises import EXERCISES, NOT_ATTEMPTED, PASSED, CheckFailed, check, hint

sigma = SIGMOID


def failure(id, answer):
    with pytest.raises(CheckFailed) as failed:
        check(id, answer)
    return failed.value


def message(id, answer):
    return str(failure(id, answer))


@pytest.fixture
def nothing_known(monkeypatch):
    """No exercise knows a mistake, so that what is told comes from the structure of the difference alone."""
    for id, exercise in EXERCISES.items():
        monkeypatch.setitem(EXERCISES, id, dataclasses.replace(exercise, mistakes=()))


def bp2(w, delta, slope):
    return (w.T @ delta) * slope


def batch(output=lambda z, a, y: (a - y) * sigma.prime(z), transposed=True, slope=sigma.prime, divide=lambda m: m):
    def answer(network, x, y):
        zs, activations = forward(network, x)
        delta, nabla_w, nabla_b = output(zs[-1], activations[-1], y), [], []
        for i in reversed(range(len(zs))):
            nabla_w.insert(0, delta @ activations[i].T / divide(x.shape[1]))
            nabla_b.insert(0, delta.sum(axis=1, keepdims=True) / divide(x.shape[1]))
            if i:
                w = network.weights[i]
                delta = ((w.T if transposed else w) @ delta) * slope(zs[i - 1])
        return nabla_w, nabla_b

    return answer


def epoch(pick):
    def answer(network, x, y, eta, batch_size, order):
        for at in range(0, len(order), batch_size):
            columns = pick(order)[at : at + batch_size]
            nabla_w, nabla_b, _ = backprop(network, x[:, columns], y[:, columns])
            weights = [w - eta * nabla for w, nabla in zip(network.weights, nabla_w, strict=True)]
            biases = [b - eta * nabla for b, nabla in zip(network.biases, nabla_b, strict=True)]
            network = Network(weights, biases)
        return list(network.weights), list(network.biases)

    return answer


def factors(w, b, h_in, y, j, k):
    z = w @ h_in + b
    return 2 * (sigma.f(z) - y)[j, 0], sigma.prime(z)[j, 0], h_in[k, 0]


def fixed_step(f, p, eps):
    gradient = np.zeros(p.shape)
    for at in np.ndindex(p.shape):
        up, down = p.astype(float), p.astype(float)
        up[at] += 1e-5
        down[at] -= 1e-5
        gradient[at] = (f(up) - f(down)) / 2e-5
    return gradient


def test_the_right_answers_that_the_wrong_ones_are_made_of_pass():
    assert check("5.2", batch()) == PASSED
    assert check("5.3", epoch(lambda order: order)) == PASSED
    assert check("3.2", factors) == PASSED


@pytest.mark.parametrize(
    ("id", "answer", "told"),
    [
        ("4.2", lambda *case: -bp2(*case), "The result has the wrong sign."),
        ("4.2", lambda *case: 2 * bp2(*case), "The result is 2 times what is expected."),
        ("4.2", lambda *case: bp2(*case) / 2, "The result is 0.5 times what is expected."),
        ("5.2", batch(divide=lambda m: m * m), "divides by m twice"),
        ("5.2", batch(output=lambda z, a, y: (y - a) * sigma.prime(z)), "Every slope has the wrong sign"),
        ("5.2", batch(output=lambda z, a, y: a - y), "The error at the output lacks its slope"),
        ("5.2", batch(transposed=False), "The weights in BP2 are not transposed"),
        ("2.1", lambda a, y: (((a - y) ** 2).sum(0), 2 * abs(a - y)), "Result 1 of 2: The cost lacks its ½."),
        (
            "4.2",
            lambda w, delta, slope: ((w if w.shape[0] == w.shape[1] else w.T) @ delta) * slope,
            "Wherever it is wrong: This is the right answer without the transpose",
        ),
        ("7.1", fixed_step, "What you return does not change with `eps`; it should."),
        ("9.1", lambda w, z, activation: w * activation.prime(z).ravel(), "The columns are scaled."),
    ],
)
def test_how(id, answer, told):
    assert told in message(id, answer)


@pytest.mark.parametrize(
    ("id", "answer", "told"),
    [
        ("5.2", batch(output=lambda z, a, y: 2 * (a - y) * sigma.prime(z)), "Each of the 2 results is 2 times"),
        ("5.3", epoch(np.argsort), "right for other arguments: with the inverse of the permutation `order`."),
        ("3.2", lambda *case: factors(*case)[::-1], "The results come in reverse order."),
        (
            "3.2",
            lambda w, b, *case: factors(w, 0 * b, *case),
            "\nWhat came is right for other arguments: with zeros in place of `b`.",
        ),
        (
            "2.1",
            lambda a, y: (((a - y) ** 2).sum(0) / 2, abs(a - y)),
            "Result 1 is right. Result 2 of 2 has lost its sign",
        ),
    ],
)
def test_how_where_no_mistake_is_known(nothing_known, id, answer, told):
    assert told in message(id, answer)


def changed(id, change):
    """The right answer to an exercise, with a change of its result."""
    return lambda *case: change(EXERCISES[id].reference(*case))


def turned_if_square(w):
    return w.T if w.shape[0] == w.shape[1] else w


def incoming_for_outgoing(network, x, y):
    activations = forward(network, x).activations
    deltas = backprop(network, x, y).deltas
    nabla_w = [delta @ a.T / x.shape[1] for delta, a in zip(deltas, activations[1:], strict=True)]
    return nabla_w, EXERCISES["5.2"].reference(network, x, y)[1]


def error_with_slopes_at_a(w_next, delta_next, z, row, f_prime):
    slope = sigma.prime(sigma.f(z))
    slope[row] = f_prime(z[row])
    return (w_next.T @ delta_next) * slope


def no_step_if_the_batch_is_larger(network, x, y, eta, batch_size, order):
    if batch_size > x.shape[1]:
        return list(network.weights), list(network.biases)
    return epoch(lambda order: order)(network, x, y, eta, batch_size, order)


def by_a_network_of_its_own(network, *case):
    return EXERCISES["10.3"].reference(Network(network.weights, network.biases), *case)


@pytest.mark.parametrize(
    ("id", "answer", "told"),
    [
        ("5.2", batch(slope=lambda z: sigma.prime(sigma.f(z))), "In BP2, σ' is taken at the activation."),
        ("5.2", incoming_for_outgoing, "BP4 uses the activation that comes out of the layer."),
        ("5.3", no_step_if_the_batch_is_larger, "A mini-batch that is larger than the data gets no step."),
        ("8.1", error_with_slopes_at_a, "σ' is taken at the activations."),
        (
            "8.2",
            changed("8.2", lambda results: ([turned_if_square(w) for w in results[0]], results[1])),
            "Result 1 of 2 in every part is the transpose of what is expected, wherever it is off.",
        ),
        (
            "8.3",
            changed("8.3", lambda results: (turned_if_square(results[0]), results[1])),
            "Result 1 of 2 is the transpose of what is expected, wherever it is off.",
        ),
        ("10.1", changed("10.1", lambda results: (results[0] - 1, *results[1:])), "The evidence is 1 too small"),
        ("10.1", changed("10.1", lambda results: (abs(results[0]), *results[1:])), "The evidence has lost its sign."),
        ("10.3", by_a_network_of_its_own, "The network's own activations and cost are lost"),
    ],
)
def test_slips_that_have_a_name(id, answer, told):
    assert told in message(id, answer)


def test_what_is_constant_is_not_called_cut_off():
    assert "cut off" not in message("9.4", lambda sizes: (EXERCISES["9.4"].reference(sizes)[0], 1))


def test_what_comes_out_infinite_explains_nothing():
    def one_spread(weights, biases, mean, spread):
        return EXERCISES["8.3"].reference(weights, biases, mean, np.full(spread.shape, spread.mean()))

    assert "in place of `spread`" not in message("8.3", one_spread)


def test_a_result_that_is_right_is_not_counted_among_those_that_are_off():
    def first_bias(w, b, h_in, y, j, k):
        return factors(w, 0 * b + b[0], h_in, y, j, k)

    said = message("3.2", first_bias)
    assert "Each of the 3 results" not in said
    assert "Result 3 is right" in said


def test_every_part_but_one_means_every_one():
    def second_of_three(network, x, y):
        nabla_w, nabla_b = batch()(network, x, y)
        return [*nabla_w[:-2], *(2.5 * part for part in nabla_w[-2:-1]), nabla_w[-1]], nabla_b

    assert "every part but" not in message("5.2", second_of_three)


def test_depth_is_not_taken_for_shape():
    def three_layers(weights, biases, x):
        for w, b in zip(weights[:3], biases[:3], strict=True):
            x = sigma.f(w @ x + b)
        return x

    assert "square" not in message("1.2", three_layers)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (lambda w, delta, slope: (w.T @ delta[:, :1]) * slope[:, :1], "Right for one example, wrong for more."),
        (
            lambda w, delta, slope: ((w if w.shape[0] == w.shape[1] else w.T) @ delta) * slope,
            "Wrong while `w_next` is square and not (1, 1), right elsewhere.",
        ),
    ],
)
def test_when(answer, told):
    assert told in message("4.2", answer)


def test_where_is_said_if_cases_disagree():
    def first_layer_only(network, x, y):
        nabla_w, nabla_b = batch()(network, x, y)
        return nabla_w, [nabla_b[0] * (1 + x[0, 0]), *nabla_b[1:]]

    said = message("5.1", first_layer_only)
    assert "Result 1 is right. Result 2 of 2: the first part is off by a factor that is the same in all entries" in said
    assert "result 2 of 2, part 1 of 1: came" in said


def test_where_names_the_entry_of_a_large_array():
    def answer(w, a, b):
        result = sigma.f(w @ a + b)
        result[-1, -1] += result.size > 12
        return result

    large = dataclasses.replace(
        EXERCISES["1.1"], inputs=lambda rng, size: (np.ones((4, size)), np.ones((size, size + 1)), np.ones((4, 1)))
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(EXERCISES, "1.1", large)
        assert "row 4 of 4, column 4 of 4: came 1.98201, expected 0.982014." in message("1.1", answer)


def test_a_case_can_be_rebuilt():
    failed = failure("4.2", lambda w, delta, slope: -bp2(w, delta, slope))
    assert (-bp2(*failed.arguments) == failed.came).all()
    assert (bp2(*failed.arguments) == failed.expected).all()
    failed.arguments[0][...] = 0  # a copy, the reader's own
    assert (failure("4.2", lambda *case: -bp2(*case)).arguments[0] != 0).all()


def test_an_error_came():
    failed = failure("4.2", lambda w, delta, slope: w[7, 7])
    assert isinstance(failed.came, IndexError)


def test_two_numbers_that_differ_are_shown_different():
    said = message("4.2", lambda *case: bp2(*case) * (1 + 1e-8))
    came, expected = said.split("came ")[1].split(", expected ")
    assert came.split("]]")[0] != expected.split("]]")[0]
    assert came.startswith("[[0.0383645")


def test_a_deep_gradient_is_shown_with_its_digits():
    tiny = dataclasses.replace(
        EXERCISES["4.2"], inputs=lambda rng, size: (np.full((2, 2), 3e-5), np.full((2, 1), 1e-4), np.full((2, 1), 0.5))
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(EXERCISES, "4.2", tiny)
        said = message("4.2", lambda *case: bp2(*case) + 1)
    assert "expected [[3e-09], [3e-09]] (2, 1)" in said


def test_a_buffer_used_again_is_judged_by_what_it_held():
    buffer = np.zeros((8, 8))

    def answer(w, delta, slope):
        result = buffer[: slope.shape[0], : slope.shape[1]]
        result[...] = bp2(w, delta, slope)
        return result

    verdict = check("4.2", answer)
    assert verdict == PASSED
    assert "returns the same array each time" in verdict.text
    assert "the same array" not in check("4.2", bp2).text


def test_a_global_list_used_again_is_judged_by_what_it_held():
    nabla_w, nabla_b = [], []

    def answer(network, x, y):
        nabla_w[:], nabla_b[:] = batch()(network, x, y)
        return nabla_w, nabla_b

    assert "returns the same array each time" in check("5.1", answer).text


def test_a_default_argument_that_is_kept_is_named():
    def answer(network, x, y, nabla_w=[]):  # noqa: B006
        more, nabla_b = batch()(network, x, y)
        nabla_w.extend(more)
        return nabla_w[:], nabla_b

    for _ in range(2):  # the second check begins with the leavings of the first
        assert "its default argument `nabla_w` is made once" in message("5.1", answer)


def test_what_is_kept_elsewhere_is_told_too():
    kept = []

    def answer(w, delta, slope):
        kept.append(1)
        return bp2(w, delta, slope) * (1 + (len(kept) > 10))  # wrong in the call after the last case only

    said = message("4.2", answer)
    assert "keeps something between calls" in said
    assert "inputs fail" not in said


def test_float32_passes_with_a_note_unless_precision_is_the_task(monkeypatch):
    def single(*case):
        return bp2(*case).astype(np.float32)

    assert "float32, compared to 1e-06 only" in check("4.2", single).text
    monkeypatch.setitem(EXERCISES, "4.2", dataclasses.replace(EXERCISES["4.2"], precise=True))
    assert "Your result is float32, which keeps 7 digits." in message("4.2", single)
    assert check("4.2", bp2) == PASSED


@pytest.mark.parametrize("id", ["6.1", "7.2"])
def test_where_precision_is_the_task_single_precision_is_not_enough(id):
    reference = EXERCISES[id].reference
    assert "which keeps 7 digits" in message(id, lambda *case: np.float32(reference(*case)))


@pytest.mark.parametrize("huge", [10**400, -(10**5000)], ids=["401 digits", "minus 5001 digits"])
def test_a_whole_number_beyond_all_floats_is_no_crash(huge):
    assert "Result 1 of 2" in message("9.4", lambda sizes: (huge, EXERCISES["9.4"].reference(sizes)[1]))


def test_traits_of_the_exercise_are_used(monkeypatch):
    negative = {"where the first weight is negative": lambda w, delta, slope: w[0, 0] < 0}
    monkeypatch.setitem(EXERCISES, "4.2", dataclasses.replace(EXERCISES["4.2"], traits=negative))
    said = message("4.2", lambda w, delta, slope: bp2(w, delta, slope) + (w[0, 0] < 0))
    assert "Wrong where the first weight is negative, right elsewhere." in said


def test_words_in_numpys_clothes_are_words():
    reference = EXERCISES["10.3"].reference
    assert check("10.3", lambda *case: (np.int64(reference(*case)[0]), np.str_(reference(*case)[1]))) == PASSED
    assert check("10.3", lambda *case: [np.array(each) for each in reference(*case)]) == PASSED


@pytest.mark.parametrize(
    ("dtype", "told"),
    [
        (complex, "an array of complex numbers (dtype complex128); expected an array of real numbers"),
        (object, "an array of objects (dtype object); expected"),
        (str, "an array of text (dtype <U32); expected"),
        (bool, "an array of True and False (dtype bool); expected"),
    ],
)
def test_another_dtype_is_named(dtype, told):
    assert told in message("4.2", lambda *case: bp2(*case).astype(dtype))


def stub(w_next, delta_next, slope):
    raise NotImplementedError


def test_not_attempted_is_the_stub_alone():
    assert check("4.2", stub) == NOT_ATTEMPTED

    assert check("4.2", functools.partial(stub)) == NOT_ATTEMPTED

    def one_example_only(w, delta, slope):
        if delta.shape[1] > 1:
            raise NotImplementedError
        return bp2(w, delta, slope)

    assert "It is right for one example, it raises for more." in message("4.2", one_example_only)


def backprop_one_example(network, x, y):
    raise NotImplementedError


def calls_an_empty_one(network, x, y):
    return backprop_one_example(network, x, y)


def test_an_empty_helper_is_named():
    said = message("5.2", calls_an_empty_one)
    assert "`backprop_one_example` (exercise 5.1), which your function calls, is still empty" in said


def test_a_type_error_inside_is_not_blamed_on_the_signature():
    failed = failure("5.1", lambda network, x, y: backprop(network, x))
    assert "Your function raised TypeError: backprop() missing 1 required positional argument" in str(failed)
    assert "backprop(network, x)" in failed.readers_traceback
    assert "Your function takes (x, y); the task names (network, x, y)." in message("5.1", lambda x, y: x)


@pytest.mark.parametrize("number", ["1.1", 1.1, np.float64(1.1)])
def test_a_number_names_an_exercise(number):
    assert check(number, EXERCISES["1.1"].reference) == PASSED
    assert "Hint 1" in hint(number).text


@pytest.mark.parametrize("number", ["1.10", 1.7, 1, None, [], np.nan])
def test_there_is_no_such_exercise(number):
    with pytest.raises(ValueError, match="there is no exercise"):
        check(number, print)
