"""One style sheet and one script for the whole site, made of the theme's and the extensions' many.

Of the styles, only the rules that some page or script can use are kept (PurgeCSS), then packed (esbuild); of the icon
fonts, only the glyphs that those rules name.
"""

import re
import subprocess
from pathlib import Path

from fontTools import subset

STYLE = "site.css"
SCRIPT = "site.js"
FONTS = Path("vendor") / "fontawesome" / "webfonts"


def joined_styles(static, names):
    """The sheets in order, with what they import, and every address seen from the folder of the bundle."""

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
    return ";\n".join(re.sub(r"//# sourceMappingURL=\S+", "", code) for code in codes)


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


def write(site, styles, scripts):
    """Write both bundles into the site, and take out what they replace and nobody asks for."""
    static = site / "_static"
    (static / SCRIPT).write_text(joined_scripts(static, scripts), encoding="utf-8")
    css = with_woff(joined_styles(static, styles))
    program = ["node", str(Path(__file__).with_suffix(".mjs")), str(site)]
    css = subprocess.run(program, input=css, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True).stdout
    (static / STYLE).write_text(css, encoding="utf-8")
    slim_fonts(static, css)
    for pattern in ("**/*.map", "scripts/fontawesome.js*", f"{FONTS}/*.ttf", f"{FONTS}/*.woff2"):
        for file in static.glob(pattern):
            file.unlink()
