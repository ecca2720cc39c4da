"""One style sheet and one script for the whole site, made of the theme's and the extensions' many.

Of the styles, only the rules that some page or script can use are kept (PurgeCSS), then packed (esbuild); of the icon
fonts, only the glyphs that those rules name.
"""

import logging
import re
import subprocess
from pathlib import Path

from fontTools import subset

logging.getLogger("fontTools").setLevel(logging.WARNING)  # it tells every table it prunes
STYLE = "site.css"
SCRIPT = "site.js"
FONTS = Path("vendor") / "fontawesome" / "webfonts"


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
    script = ";\n".join(re.sub(r"//# sourceMappingURL=\S+", "", code) for code in codes)
    if MEASURES_EVERYTHING not in script:
        raise ValueError("the theme's script has changed: does it still measure every block of code? See packing.py")
    return script.replace(MEASURES_EVERYTHING, "() => {}")


# The theme measures each block of code of a page, one by one, when it loads and again after every change in an
# explorer, to let the keyboard scroll what is too wide: half a second on a phone. course.js does it as blocks appear.
MEASURES_EVERYTHING = "e=>{e.tabIndex=e.scrollWidth>e.clientWidth||e.scrollHeight>e.clientHeight?0:-1}"


def with_woff(css):
    """The style with its icon fonts as woff, the form that fontTools writes without a further library."""
    css = re.sub(r',url\([^)]*\.ttf\) format\("truetype"\)', "", css)
    return re.sub(r'\.woff2\) format\("woff2"\)', '.woff) format("woff")', css)


def slim_fonts(static, css):
    """Write each icon font with the glyphs that the style names."""
    glyphs = {int(code, 16) for code in re.findall(r'["\']\\([ef][0-9a-f]{3})["\']', css)}
    glyphs |= {ord(char) for char in re.findall(r"[\ue000-\uf8ff]", css)}
    for path in (static / FONTS).glob("*.ttf"):
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


def write(site, styles, scripts):
    """Write the common sheet and script into the site, and take out what they replace and nobody asks for."""
    static = site / "_static"
    (static / SCRIPT).write_text(packed("js", joined_scripts(static, scripts), site), encoding="utf-8")
    css = packed("css", with_woff(joined_styles(static, styles)), site)
    (static / STYLE).write_text(css, encoding="utf-8")
    slim_fonts(static, css)
    for pattern in ("**/*.map", "scripts/fontawesome.js*", f"{FONTS}/*.ttf", f"{FONTS}/*.woff2"):
        for file in static.glob(pattern):
            file.unlink()
