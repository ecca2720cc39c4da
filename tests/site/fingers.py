"""A hand at a figure: where its parts are, a mouse that drags them, a finger that goes over the page."""

from itertools import pairwise

from explorer_page import open_at


def in_sight(root):
    """An explorer whose top is at the top of the window, below the site's own bar."""
    root.evaluate("(root) => window.scrollTo(0, root.getBoundingClientRect().top + scrollY - 60)")
    return root


def at_hand(tab, site, name, address=""):
    """An explorer as a reader finds it: in sight, with nothing unfolded."""
    return in_sight(open_at(tab, site, name, address, unfolded=False))


def top(root):
    """Where a figure begins in the window, in pixels: the page's own scroll also moves with what is laid out above."""
    return root.bounding_box()["y"]


def middle(part):
    """The place in the middle of a part, in pixels of the window."""
    box = part.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def take(tab, part):
    """The mouse takes hold of a part; the place where it does."""
    x, y = middle(part)
    tab.mouse.move(x, y)
    tab.mouse.down()
    return x, y


def drag(tab, part, dx, dy=0):
    """The mouse takes a part along and lets it go."""
    x, y = take(tab, part)
    tab.mouse.move(x + dx, y + dy, steps=6)
    tab.mouse.up()


def finger(tab, *places):
    """A finger that goes from place to place, in steps, as a hand does; then what it set off may come to rest."""
    session = tab.context.new_cdp_session(tab)

    def touch(kind, *points):
        points = [{"x": x, "y": y} for x, y in points]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", places[0])
    for (x, y), (to_x, to_y) in pairwise(places):
        for i in range(1, 13):
            touch("touchMove", (x + (to_x - x) * i / 12, y + (to_y - y) * i / 12))
            tab.wait_for_timeout(16)
    touch("touchEnd")
    session.detach()
    tab.wait_for_timeout(250)


def swipe(tab, x, y, dx, dy):
    """A finger that goes from a place straight over a way."""
    finger(tab, (x, y), (x + dx, y + dy))


def until(tab, happened):
    """Wait until something is so on the page; in vain for ten seconds, and the test fails."""
    for _ in range(200):
        if happened():
            return
        tab.wait_for_timeout(50)
    raise AssertionError("it did not happen")
