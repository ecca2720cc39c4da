"""JavaScript that Python has a page run: functions in files of their own, where Biome and tsc check them."""

import re

NAMED = re.compile(r"^(?:async )?(?:function|const) (\w+)", re.MULTILINE)


class PageScripts:
    """The functions of a folder's files. They share one scope; so no name may stand there twice."""

    def __init__(self, folder):
        self.text, homes = "", {}
        for path in sorted(folder.glob("*.js")):
            text = path.read_text(encoding="utf-8")
            for name in NAMED.findall(text):
                if name in homes:
                    raise ValueError(f"{name} stands in {homes[name]} and in {path}: give one of them another name")
                homes[name] = path
            self.text += text + "\n"

    def ask(self, part, function, *arguments):
        """What a function says about a part of the page: it gets the element, then the arguments."""
        return part.evaluate(self._call(function), list(arguments))

    def wait(self, part, function, *arguments):
        """Wait until a function says something true about a part of the page."""
        call = f"([part, given]) => ({self._call(function)})(part, given)"
        part.page.wait_for_function(call, arg=[part.element_handle(), list(arguments)])

    def at_start(self, tab, function):
        """Have every page that a tab opens call a function before all else."""
        tab.add_init_script(f"(() => {{ {self.text}\n{function}(); }})();")

    def _call(self, function):
        return f"(part, given) => {{ {self.text}\nreturn {function}(part, ...given); }}"
