"""What the manifest of a SCORM package says: its version, its parts, and what they ask for.

Elements are found by their names alone: packages write many namespaces, not all of them right.
"""

import posixpath
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from pmo_academy.authoring.rules.packages import (
    Manifest,
    ManifestError,
    Part,
    Unsupported,
)
from pmo_academy.learning.rules.packages import Version

MANIFEST = "imsmanifest.xml"
MOST_BYTES = 4 * 1024 * 1024
MOST_PARTS = 200

_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_OTHER_KINDS = {
    "cmi5.xml": "a cmi5 package",
    "tincan.xml": "an xAPI (Tin Can) package",
}
_AICC = (".au", ".crs", ".cst", ".des")


def read_manifest(files: Mapping[str, bytes]) -> Manifest:
    """Return what the manifest among the files of a package says, or raise ManifestError."""
    path = _place(files)
    root = _parsed(files[path])
    folder = path.removesuffix(MANIFEST)
    organizations = [one for one in root.iter() if _name(one) == "organization"]
    chosen = _chosen(root, organizations)
    resources = {one.get("identifier", ""): one for one in _resources(root)}
    parts: list[Part] = []
    refused: list[tuple[str, str]] = []
    entries = 0
    for item in chosen.iter() if chosen is not None else ():
        if _name(item) != "item" or not item.get("identifierref"):
            continue
        entries += 1
        found = _part(item, resources, root, files, folder)
        if isinstance(found, str):
            refused.append((_title(item) or item.get("identifier", ""), found))
        else:
            parts.append(found)
    version, edition = _version(root)
    return Manifest(
        version=version,
        edition=edition,
        title=_title(chosen) or "SCORM",
        root=folder,
        entries=entries,
        parts=tuple(parts[:MOST_PARTS]),
        refused=(*refused, *((one.title, "too-many") for one in parts[MOST_PARTS:])),
        unsupported=_unsupported(root, organizations),
    )


def _place(files: Mapping[str, bytes]) -> str:
    """Return where the manifest lies: on top, or in the one folder that holds everything."""
    if MANIFEST in files:
        return MANIFEST
    folders = {name.partition("/")[0] for name in files}
    below = f"{next(iter(folders))}/{MANIFEST}" if len(folders) == 1 else ""
    if below in files:
        return below
    kind = next((kind for name, kind in _OTHER_KINDS.items() if name in files), None)
    if kind is None and any(name.lower().endswith(_AICC) for name in files):
        kind = "an AICC package"
    if kind:
        message = f"this is {kind}; only SCORM 1.2 and SCORM 2004 can be played: export it as these"
        raise ManifestError(message)
    message = f"this is no SCORM package: {MANIFEST} is missing at its top; export it anew"
    raise ManifestError(message)


def _parsed(body: bytes) -> Element:
    if len(body) > MOST_BYTES:
        message = f"{MANIFEST} has more than {MOST_BYTES // 1024 // 1024} MB"
        raise ManifestError(message)
    try:
        root: Element = fromstring(body)
    except (ParseError, DefusedXmlException, LookupError, ValueError) as problem:
        message = f"{MANIFEST} is no sound XML without entities ({type(problem).__name__})"
        raise ManifestError(message) from problem
    if _name(root) != "manifest":
        message = f"{MANIFEST} is no manifest: it begins with '{_name(root)}'"
        raise ManifestError(message)
    return root


def _version(root: Element) -> tuple[Version, str]:
    said = next((_text(one) for one in root.iter() if _name(one) == "schemaversion"), "")
    spaces = {element.tag.partition("}")[0].lower() for element in root.iter()}
    attributes = {name.partition("}")[0].lower() for one in root.iter() for name in one.attrib}
    is_new = any("v1p3" in space for space in spaces | attributes)
    if said.startswith("1.2") or (not is_new and "2004" not in said and "1.3" not in said):
        return Version.SCORM_12, "1.2"
    return Version.SCORM_2004, said or "2004"


def _chosen(root: Element, organizations: list[Element]) -> Element | None:
    """Return the organization that the manifest prefers, else the first."""
    preferred = next(
        (one.get("default", "") for one in root.iter() if _name(one) == "organizations"), ""
    )
    named = [one for one in organizations if one.get("identifier") == preferred]
    return next(iter([*named, *organizations]), None)


def _resources(root: Element) -> Iterator[Element]:
    return (one for one in root.iter() if _name(one) == "resource")


def _part(
    item: Element,
    resources: Mapping[str, Element],
    root: Element,
    files: Mapping[str, bytes],
    folder: str,
) -> Part | str:
    """Return what an entry opens, or a word that says why it cannot be opened."""
    resource = resources.get(item.get("identifierref", ""))
    href = resource.get("href", "") if resource is not None else ""
    if resource is None or not href:
        return "no-file"
    address = urlsplit(_base_of(root, resource) + href)
    if address.scheme or address.netloc:
        return "elsewhere"
    path = posixpath.normpath(folder + unquote(address.path))
    if path not in files:
        return "missing"
    return Part(
        identifier=item.get("identifier", ""),
        title=_title(item) or path,
        path=path,
        query=_query(address.query, address.fragment, item.get("parameters", "")),
        is_sco=_attribute(resource, "scormtype").lower() != "asset",
        launch_data=_child(item, "datafromlms") or _child(item, "dataFromLMS"),
        mastery_score=_child(item, "masteryscore"),
        passing_score=_passing_score(item),
        completion_threshold=_threshold(item),
        max_time=_child(item, "maxtimeallowed") or _limit(item),
        limit_action=_child(item, "timelimitaction") or _child(item, "timeLimitAction"),
    )


def _base_of(root: Element, resource: Element) -> str:
    holder = next((one for one in root.iter() if _name(one) == "resources"), root)
    return "".join(one.get(_BASE, "") for one in (root, holder, resource))


def _query(query: str, fragment: str, parameters: str) -> str:
    """Return what follows the path of an address: the resource's own, then the entry's."""
    extra, _, anchor = parameters.lstrip("?&").partition("#")
    whole = "&".join(filter(None, (query, extra)))
    end = anchor or fragment
    return (f"?{whole}" if whole else "") + (f"#{end}" if end else "")


def _passing_score(item: Element) -> str:
    """Return the scaled score from which on a part of SCORM 2004 is passed."""
    for one in item:
        if _name(one) != "sequencing":
            continue
        for aim in one.iter():
            is_asked = _attribute(aim, "satisfiedByMeasure").lower() == "true"
            if _name(aim) == "primaryObjective" and is_asked:
                return _child(aim, "minNormalizedMeasure") or "1.0"
    return ""


def _threshold(item: Element) -> str:
    found = next((one for one in item if _name(one) == "completionThreshold"), None)
    if found is None:
        return ""
    return _attribute(found, "minProgressMeasure") or _text(found)


def _limit(item: Element) -> str:
    limits = (one for one in item.iter() if _name(one) == "limitConditions")
    return next((_attribute(one, "attemptAbsoluteDurationLimit") for one in limits), "")


def _unsupported(root: Element, organizations: list[Element]) -> dict[Unsupported, int]:
    """Count what a manifest asks for that is not done."""
    counts = dict.fromkeys(Unsupported, 0)
    counts[Unsupported.ORGANIZATIONS] = max(0, len(organizations) - 1)
    counts[Unsupported.SUBMANIFESTS] = sum(_name(one) == "manifest" for one in root.iter()) - 1
    for one in root.iter():
        kind = _ASKS.get(_name(one))
        if kind:
            counts[kind] += 1
    return {kind: count for kind, count in counts.items() if count}


_ASKS = {
    "sequencingRules": Unsupported.SEQUENCING,
    "rollupRules": Unsupported.SEQUENCING,
    "controlMode": Unsupported.SEQUENCING,
    "mapInfo": Unsupported.SEQUENCING,
    "randomizationControls": Unsupported.SEQUENCING,
    "limitConditions": Unsupported.TIME_LIMITS,
    "maxtimeallowed": Unsupported.TIME_LIMITS,
    "hideLMSUI": Unsupported.NAVIGATION,
    "prerequisites": Unsupported.PREREQUISITES,
    "map": Unsupported.SHARED_DATA,
    "lom": Unsupported.METADATA,
    "location": Unsupported.METADATA,
}


def _title(element: Element | None) -> str:
    return " ".join(_child(element, "title").split())[:200] if element is not None else ""


def _child(element: Element, name: str) -> str:
    return next((_text(one) for one in element if _name(one) == name), "")


def _text(element: Element) -> str:
    return (element.text or "").strip()


def _attribute(element: Element, name: str) -> str:
    """Return an attribute whatever its namespace and capitals are."""
    wanted = name.lower()
    for key, value in element.attrib.items():
        if key.rpartition("}")[2].lower() == wanted:
            return value.strip()
    return ""


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
