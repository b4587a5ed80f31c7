"""Breaks the small content in one place and tells what is reported."""

from pmo_academy.authoring.rules.collection import collect
from pmo_academy.authoring.rules.cross_checks import add_cross_problems
from tests.support import content

COURSE = "courses/PA-01/course.yaml"
ANNOUNCED = "courses/PA-02/course.yaml"
BANK = "courses/PA-01/questions/first.yaml"
ALPHA = "courses/PA-01/lessons/alpha.md"
PRACTICE = "courses/PA-01/practice/first.md"
PRODUCT = "courses/PA-01/work-product.md"
PROGRAMME = "programmes/beginner.yaml"
CREDENTIAL = "credentials/abc.yaml"
MODEL = "models/palm.yaml"


# What a model is, maturity knows; here it is four items, and wrong with any other code.
TINY_MODEL = b"""\
code: PALM
domains:
  - items: [{code: MND-S1}, {code: MND-S2}, {code: MND-C1}, {code: MND-T1}]
"""


def small_content():
    """Give the small content with a tiny model."""
    return content.small_content() | {MODEL: TINY_MODEL}


def model_problems(document):
    """Stand in for the rules of maturity."""
    return [] if document["code"] == "PALM" else [(("code",), "must be PALM")]


def checked(files):
    """Give the collection of these files, checked alone and against each other."""
    collection = collect(files, model_problems=model_problems)
    add_cross_problems(collection)
    return collection


def problems_in_files(files):
    """Give every problem as it is printed."""
    return [str(problem) for problem in checked(files).problems]


def problems_after(name, old, new):
    """Give every problem after one text of one file was replaced by another."""
    files = small_content()
    assert old.encode() in files[name]
    files[name] = files[name].replace(old.encode(), new.encode(), 1)
    return problems_in_files(files)
