"""One style sheet and one script for the whole site, made of the theme's and the extensions' many.

Of the styles, only the rules that some page or script can use are kept (PurgeCSS), then packed (esbuild); of the icon
fonts, only the glyphs that those rules name.
"""

import logging
import re
import subprocess
from pathlib import Path

from fontTools import subset
from replacing import replaced, require

logging.getLogger("fontTools").setLevel(logging.WARNING)  # it tells every table it prunes
STYLE = "site.css"
SCRIPT = "site.js"
FONTS = Path("vendor") / "fontawesome" / "webfonts"
UNASKED = ("scripts/fontawesome.js*", "**/*.map", f"{FONTS.as_posix()}/*.ttf", f"{FONTS.as_posix()}/*.woff2")


def joined_styles(static, names):
    """The sheets in order, with what they import, and every address seen from the folder of the common sheet."""

    def sheet(name):
        css = (static / name).read_text(encoding="utf-8")
        folder = Path(name).parent
        css = re.sub(r'@import (?:url\()?["\']([^"\']+)["\']\)?;', lambda m: sheet(folder / m[1]), css)
        return re.sub(r"url\((?!data:|#|\"|')([^)]+)\)", lambda m: f"url({_flat(folder / m[1])})", css)

    return "\n".join(map(sheet, names))


def _flat(path):
    """A relative path without its `..`."""
    parts = []
    for part in Path(path).parts:
        parts = parts[:-1] if part == ".." and parts else [*parts, part]
    return "/".join(parts)


def joined_scripts(static, parts):
    """The scripts in order. Each ends its own statement; maps to sources are not shipped."""
    codes = [part["code"] if "code" in part else (static / part["file"]).read_text(encoding="utf-8") for part in parts]
    script = replaced(";\n".join(codes), re.compile(r"//# sourceMappingURL=\S+"), "", "the theme's scripts")
    for theirs, ours in {MEASURES_EVERYTHING: "() => {}", **RAIL}.items():
        script = replaced(script, theirs, ours, "the theme's scripts")
    return script


# The theme measures each block of code of a page, one by one, when it loads and again after every change in an
# explorer, to let the keyboard scroll what is too wide: half a second on a phone. course.js does it as blocks appear.
MEASURES_EVERYTHING = "e=>{e.tabIndex=e.scrollWidth>e.clientWidth||e.scrollHeight>e.clientHeight?0:-1}"

# The theme marks in the list of contents the last heading that came into the upper third of the window, so on the way
# up, and after a leap, a section that is not read. What is read has the last heading above that line.
RAIL = {
    "const t=e.filter(e=>e.isIntersecting).pop();if(!t)return;const n=t.target;s(a.get(n))": (
        "s(a.get([...a.keys()].findLast(e=>e.getBoundingClientRect().top<=.3*innerHeight)))"
    ),
    "rootMargin:`-${e}px 0px -70% 0px`": "rootMargin:`1000000px 0px -70% 0px`",
}


def with_woff(css):
    """The style with its icon fonts as woff, the form that fontTools writes without a further library."""
    css = replaced(css, re.compile(r',url\([^)]*\.ttf\) format\("truetype"\)'), "", "the theme's styles")
    return replaced(css, re.compile(r'\.woff2\) format\("woff2"\)'), '.woff) format("woff")', "the theme's styles")


def slim_fonts(static, css):
    """Write each icon font with the glyphs that the style names."""
    glyphs = {int(code, 16) for code in re.findall(r'["\']\\([ef][0-9a-f]{3})["\']', css)}
    glyphs |= {ord(char) for char in re.findall(r"[\ue000-\uf8ff]", css)}
    require(glyphs, "glyph of an icon", "the packed styles")
    named = set(re.findall(rf"{FONTS.as_posix()}/([\w-]+)\.woff\b", css))
    require(named, f"{FONTS.as_posix()}/….woff", "the packed styles")
    for name in sorted(named):
        path = static / FONTS / f"{name}.ttf"
        require(path.exists(), path.name, f"_static/{FONTS.as_posix()}")
        options = subset.Options(flavor="woff", ignore_missing_unicodes=True, drop_tables=["FFTM"])
        font = subset.load_font(str(path), options)
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=glyphs)
        subsetter.subset(font)
        subset.save_font(font, str(path.with_suffix(".woff")), options)


def packed(kind, code, site):
    """A style sheet (kind "css") or a script ("js") without what the site cannot use, and without its white space."""
    program = ["node", str(Path(__file__).with_suffix(".mjs")), kind, str(site)]
    return subprocess.run(program, input=code, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True).stdout


def take_out(static):
    """Delete what the packed files replace and nobody asks for."""
    for pattern in UNASKED:
        files = list(static.glob(pattern))
        require(files, pattern, "_static")
        for file in files:
            file.unlink()


def write(site, styles, scripts):
    """Write the common sheet and script into the site, and take out what they replace."""
    static = site / "_static"
    (static / SCRIPT).write_text(packed("js", joined_scripts(static, scripts), site), encoding="utf-8")
    css = packed("css", with_woff(joined_styles(static, styles)), site)
    (static / STYLE).write_text(css, encoding="utf-8")
    slim_fonts(static, css)
    take_out(static)
