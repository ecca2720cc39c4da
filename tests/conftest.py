"""Settings for all tests."""

import os

from hypothesis import settings

settings.register_profile("course", deadline=None, max_examples=60, derandomize=bool(os.environ.get("CI")))
settings.load_profile("course")
