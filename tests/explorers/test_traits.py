"""Each explorer's Python class and its JavaScript module agree on the state, and refuse what it cannot be."""

import json
from functools import cache

import pytest
from node import in_node
from traitlets import Bool, Enum, Float, Int, TraitError, Unicode

from nnbp_core import explorers

CLASSES = explorers.Explorer.__subclasses__()
each = pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)


@cache
def fields_of(cls):
    module = f"./nnbp_core/explorers/{cls.MODULE}.js"
    return in_node(f'import {{ fields, presets }} from "{module}"; console.log(JSON.stringify([fields, presets]))')


@each
def test_fields_and_traits_are_the_same(cls):
    fields, _ = fields_of(cls)
    traits = cls.class_traits(sync=True)
    assert [field["name"] for field in fields] == cls.state_names()
    for field in fields:
        trait = traits[field["name"]]
        if field["kind"] == "choice":
            assert isinstance(trait, Enum)
            assert [option["value"] for option in field["options"]] == list(trait.values)
        elif field["kind"] == "switch":
            assert isinstance(trait, Bool)
        elif field["kind"] == "text":
            assert isinstance(trait, Unicode)
            assert trait.metadata["pattern"] == field["pattern"]
            assert field["hidden"]
        else:
            assert isinstance(trait, Int if field["kind"] == "count" else Float)
            assert (trait.min, trait.max) == (field["min"], field["max"])


@each
def test_the_first_preset_is_the_default_and_every_preset_fits(cls):
    _, presets = fields_of(cls)
    assert presets[0]["state"] == cls().state()
    assert len(presets) == len(cls.PRESETS) >= 3
    for ours, theirs in zip(cls.PRESETS.values(), presets, strict=True):
        assert cls(**ours).state() == {**presets[0]["state"], **theirs["state"]}
        assert len(theirs["note"].split()) >= 8


@each
def test_what_is_out_of_range_is_refused_in_words(cls):
    with pytest.raises(ValueError, match=f"preset is 'none'; {cls.__name__} has"):
        cls(preset="none")
    with pytest.raises(ValueError, match="has no 'wrong'; it has"):
        cls(wrong=1)
    for name, trait in cls.class_traits(sync=True).items():
        if trait.metadata.get("field"):
            with pytest.raises(TraitError, match=name):
                cls(**{name: object()})
            if isinstance(trait, Float | Int):
                with pytest.raises(TraitError, match=name):
                    cls(**{name: trait.max + 1})


@each
def test_the_static_form_holds_the_title_the_state_and_no_markup(cls):
    page = cls().static_html()
    embedded = page.split('<script type="application/json">')[1].split("</script>")[0]
    assert json.loads(embedded) == {"title": cls.TITLE, **cls().state()}
    data, _ = cls()._repr_mimebundle_()
    assert data["text/html"] == page
    assert data["text/plain"] == cls().in_words()
