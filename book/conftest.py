"""How nbval compares a notebook: text to the letter; pictures and widgets by their words, which are text."""


def pytest_collectstart(collector):
    """Leave out the forms that a notebook does not store; each comes with a text form that is compared."""
    if hasattr(collector, "skip_compare"):
        collector.skip_compare += ("image/svg+xml", "text/html")
