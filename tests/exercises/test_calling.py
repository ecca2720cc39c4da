"""Whatever a reader's function does, it gets a verdict, and neither it nor the course comes to harm."""

import subprocess
import sys
import threading
import time
from dataclasses import replace

import numpy as np
import pytest

from nnbp_core import SIGMOID
from nnbp_core.exercises import EXERCISES, PASSED, CheckFailed, calling, check

REFERENCE = EXERCISES["4.2"].reference


def message(answer, id="4.2"):
    with pytest.raises(CheckFailed) as failed:
        check(id, answer)
    return str(failed.value)


def test_prints_are_shown_if_the_answer_is_wrong():
    def answer(w, delta, slope):
        print("w is", w.shape)
        return -REFERENCE(w, delta, slope)

    assert message(answer).endswith("It printed:\n  w is (1, 1)")


def test_prints_are_bounded():
    def answer(w, delta, slope):
        for number in range(100_000):
            print(number)

    assert message(answer).endswith("  5\n  ...")


def test_prints_of_a_right_answer_are_left_out(capsys):
    def answer(w, delta, slope):
        print("here")
        return REFERENCE(w, delta, slope)

    assert "what it printed was left out" in check("4.2", answer).text
    assert capsys.readouterr().out == ""


def test_a_closed_stdout_closes_nothing():
    def answer(w, delta, slope):
        sys.stdout.close()
        print("still open")
        return REFERENCE(w, delta, slope)

    assert check("4.2", answer) == PASSED
    assert not sys.stdout.closed


class SilentError(Exception):
    def __str__(self):
        raise RuntimeError


def raises(error):
    def answer(w, delta, slope):
        raise error

    return answer


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (SystemExit(0), "it calls exit, which ends the program"),
        (SilentError(), "Your function raised SilentError."),
        (ValueError("the list is read-only today"), "Your function raised ValueError: the list is read-only today"),
        (TypeError("f() missing 1 required positional argument"), "Your function raised TypeError: f() missing 1"),
        (KeyError("x" * 5000), "..."),
        (GeneratorExit(), "Your function raised GeneratorExit."),
    ],
)
def test_whatever_is_raised_is_told(error, told):
    said = message(raises(error))
    assert told in said
    assert len(said) < 1000


def test_an_exit_leaves_no_exit_status_of_success():
    code = "import sys; from nnbp_core.exercises import check; check('4.2', lambda w, d, s: sys.exit(0))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "it calls exit" in done.stderr


def endless(*arguments):
    return endless(*arguments)


def very_deep(*arguments):
    nest = []
    for _ in range(100_000):
        nest = [nest]
    return nest


def cyclic(*arguments):
    nest = []
    nest.append(nest)
    return nest


def generator(*arguments):
    yield from arguments


async def coroutine(*arguments):
    return arguments


class Shy:
    def __repr__(self):
        raise RuntimeError


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (endless, "Your function raised RecursionError"),
        (very_deep, "Your function returned a list; expected an array"),
        (cyclic, "Your function returned a list; expected an array"),
        (generator, "Your function returned a generator: it has yet to be run."),
        (coroutine, "Your function returned a coroutine: it has yet to be run."),
        (lambda *arguments: Shy(), "Your function returned a Shy; expected an array"),
        (lambda *arguments: np.zeros((1000, 1000)), "expected"),
        (lambda *arguments: [0.0] * 1_000_000, "expected"),
        (lambda *arguments: {}, "Your function returned a dict; expected an array"),
        (lambda *arguments: None, "Your function returned None."),
        (lambda *arguments: Shy, "Your function returned a type; expected an array"),
    ],
)
def test_whatever_is_returned_gets_a_verdict(answer, told):
    said = message(answer)
    assert told in said
    assert len(said) < 1500


def test_what_is_no_function_is_told():
    assert "check takes your function itself" in message(np.ones(3))
    assert "Shy is a class; check takes a function" in message(Shy)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda weights, biases, x: weights.pop(),
        lambda weights, biases, x: biases.reverse(),
        lambda weights, biases, x: setattr(x, "shape", (-1,)),
        lambda weights, biases, x: np.add(x, 1, out=x),
        lambda weights, biases, x: (x.setflags(write=True), np.add(x, 1, out=x)),
        lambda weights, biases, x: weights.__setitem__(0, weights[0].copy() + 1),
    ],
    ids=["a list shortened", "a list turned", "a shape", "an entry", "through the guard", "an entry of a list"],
)
def test_an_answer_that_changes_its_input_is_told_so(spoil):
    def feedforward(weights, biases, x):
        a = x
        for w, b in zip(weights, biases, strict=True):
            a = 1 / (1 + np.exp(-(w @ a + b)))
        spoil(weights, biases, x)
        return a

    assert "writes into its input" in message(feedforward, "1.2")


def test_arguments_are_read_only():
    def answer(w, delta, slope):
        assert not any(each.flags.writeable for each in (w, delta, slope))
        return REFERENCE(w, delta, slope)

    assert check("4.2", answer) == PASSED


def test_a_network_is_guarded_too():
    def answer(network, x, y):
        network.weights[0][...] = 0

    assert "writes into its input" in message(answer, "5.1")


def test_an_error_about_another_read_only_array_is_no_writing_into_the_input():
    constant = np.ones(2)
    constant.flags.writeable = False

    def answer(w, delta, slope):
        constant[0] = 0

    assert "Your function raised ValueError: assignment destination is read-only" in message(answer)


@pytest.mark.parametrize(
    ("module", "name"),
    [
        (sys.modules["nnbp_core.backprop"], "backprop"),
        (sys.modules["nnbp_core.equations"], "weight_gradient"),
        (np, "exp"),
        (np.linalg, "norm"),
    ],
)
def test_an_answer_that_replaces_a_function_of_the_core_is_refused(module, name):
    before = getattr(module, name)

    def answer(w, delta, slope):
        setattr(module, name, lambda *arguments: 0)
        return REFERENCE(w, delta, slope)

    assert f"Your function replaces {module.__name__}.{name}" in message(answer)
    assert getattr(module, name) is before


def test_an_answer_that_replaces_a_part_of_an_activation_is_refused():
    before = SIGMOID.f

    def answer(w, delta, slope):
        object.__setattr__(SIGMOID, "f", lambda z: z)
        return REFERENCE(w, delta, slope)

    assert "Your function replaces sigmoid.f" in message(answer)
    assert SIGMOID.f is before


def test_a_word_is_said_while_it_runs(monkeypatch, capsys):
    monkeypatch.setattr(calling, "PATIENCE", 0.05)

    def answer(w, delta, slope):
        time.sleep(0.02)
        print("unheard")
        return REFERENCE(w, delta, slope)

    assert check("4.2", answer) == PASSED
    said = capsys.readouterr().out
    assert said.startswith("Exercise 4.2: input ")
    assert said.endswith(": still running ...\n")
    assert said.count("still running") == 1


def test_a_quick_answer_is_told_nothing_and_leaves_no_thread(capsys):
    before = threading.active_count()
    check("4.2", REFERENCE)
    assert capsys.readouterr().out == ""
    end = time.monotonic() + 2
    while threading.active_count() > before and time.monotonic() < end:
        time.sleep(0.01)
    assert threading.active_count() <= before


def test_where_there_are_no_threads_nothing_is_said(monkeypatch):
    def start(self):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", start)
    assert check("4.2", REFERENCE) == PASSED


def test_an_interrupt_names_the_case_and_goes_on():
    calls = []

    def answer(w, delta, slope):
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return REFERENCE(w, delta, slope)

    with pytest.raises(KeyboardInterrupt) as stopped:
        check("4.2", answer)
    assert str(stopped.value).startswith("Exercise 4.2: input 3 of 10, w_next = ")
    assert stopped.value._render_traceback_() == [str(stopped.value)]


def test_a_right_answer_is_called_once_for_each_input_and_once_more():
    calls = []

    def answer(*case):
        calls.append(case)
        return REFERENCE(*case)

    check("4.2", answer)
    assert len(calls) == len(EXERCISES["4.2"].sizes) + 1


def test_expected_values_are_computed_first(monkeypatch):
    order = []
    reference = EXERCISES["4.2"].reference

    def observed(w_next, delta_next, slope):
        order.append("reference")
        return reference(w_next, delta_next, slope)

    def answer(*case):
        order.append("answer")
        return reference(*case)

    monkeypatch.setitem(EXERCISES, "4.2", replace(EXERCISES["4.2"], reference=observed))
    check("4.2", answer)
    assert order == ["reference"] * 10 + ["answer"] * 11
