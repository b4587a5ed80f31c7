"""QTI items for tests, in the spelling of 2.x and of 3.0."""

import re

NAMESPACES = {
    "2.1": "http://www.imsglobal.org/xsd/imsqti_v2p1",
    "2.2": "http://www.imsglobal.org/xsd/imsqti_v2p2",
    "3.0": "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
}
HTML = "p|b|i|em|strong|img|br|ul|ol|li|object|table|tr|td|span|div|math|sub|h2"
MATCH = '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>'
MAPPED = MATCH.replace("match_correct", "map_response")


def declared(*values, cardinality="single", base="identifier", name="RESPONSE", mapping=""):
    correct = "".join(f"<value>{one}</value>" for one in values)
    correct = f"<correctResponse>{correct}</correctResponse>" if values else ""
    return (
        f'<responseDeclaration identifier="{name}" cardinality="{cardinality}" '
        f'baseType="{base}">{correct}{mapping}</responseDeclaration>'
    )


def mapping(**points):
    entries = "".join(
        f'<mapEntry mapKey="{key}" mappedValue="{value}"/>' for key, value in points.items()
    )
    return f'<mapping defaultValue="0">{entries}</mapping>'


def item(declarations, body, *, after=MATCH, version="2.1", attributes="", title="Leaving luggage"):
    """An item; written as 2.x, turned into 3.0 by changing the names."""
    text = (
        f'<assessmentItem xmlns="{NAMESPACES[version]}" identifier="i1" title="{title}" '
        f'timeDependent="false" {attributes}>{declarations}'
        f"<itemBody>{body}</itemBody>{after}</assessmentItem>"
    )
    return (as_3_0(text) if version == "3.0" else text).encode()


def as_3_0(text):
    """The same text with the names of 3.0."""

    def kebab(name):
        return re.sub(r"(?<=[a-z0-9])([A-Z])", lambda hump: f"-{hump[1].lower()}", name)

    text = re.sub(
        rf"<(/?)(?!(?:{HTML})[\s/>])([a-z]\w*)",
        lambda found: f"<{found[1]}qti-{kebab(found[2])}",
        text,
    )
    return re.sub(r' ([a-z]\w*)="', lambda found: f' {kebab(found[1])}="', text)


def choices(*texts, attributes='maxChoices="1"', prompt="Which one?", name="RESPONSE"):
    inside = "".join(
        f'<simpleChoice identifier="{letter}">{text}</simpleChoice>'
        for letter, text in zip("ABCDEFGHIJKL", texts, strict=False)
    )
    return (
        f'<choiceInteraction responseIdentifier="{name}" shuffle="true" {attributes}>'
        f"<prompt>{prompt}</prompt>{inside}</choiceInteraction>"
    )
