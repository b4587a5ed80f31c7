"""A QTI item while it is written: its answers, what is right, and what is said of each answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pmo_academy.studio.exchange.qti_markup import blocks, element, words

SCORE, SHOWN = "SCORE", "SHOWN"
TEMPLATES = "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates"


def value(base_type: str, text: str) -> str:
    """Write a value in a rule."""
    return element("qti-base-value", words(text), base_type=base_type)


def said_of(identifier: str) -> str:
    """Name the outcome that holds which choices somebody took, for what is said of them."""
    return f"{identifier}-FEEDBACK"


def variable(identifier: str) -> str:
    """Write a reference to an answer or outcome."""
    return element("qti-variable", identifier=identifier)


@dataclass(kw_only=True)
class Sheet:
    """What an item declares, decides and says, besides its body."""

    declarations: list[str] = field(default_factory=list)
    tests: list[str] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    always: list[str] = field(default_factory=list)
    feedback: list[str] = field(default_factory=list)
    template: str = "match_correct"
    losses: dict[str, None] = field(default_factory=dict)

    def declare(
        self, identifier: str, base_type: str, right: Sequence[str], *, cardinality: str = "single"
    ) -> None:
        """Declare an answer with what is right."""
        correct = element(
            "qti-correct-response", *(element("qti-value", words(one)) for one in right)
        )
        self._declare(identifier, base_type, cardinality, correct)
        match = element("qti-match", variable(identifier), _correct(identifier))
        self.tests.append(match)

    def declare_forms(self, identifier: str, forms: Sequence[str]) -> None:
        """Declare typed words, each form of which is worth the point."""
        correct = element("qti-correct-response", element("qti-value", words(forms[0])))
        entries = [
            element("qti-map-entry", map_key=form, mapped_value=1, case_sensitive="false")
            for form in forms
        ]
        mapping = element("qti-mapping", *entries, default_value=0)
        self._declare(identifier, "string", "single", correct + mapping)
        tests = [same_words(identifier, form) for form in forms]
        self.tests.append(tests[0] if len(tests) == 1 else element("qti-or", *tests))
        self.typed.append(identifier)
        self.template = "map_response"

    def declare_number(self, identifier: str, right: str, tolerance: str) -> None:
        """Declare a number, right within a tolerance."""
        correct = element("qti-correct-response", element("qti-value", right))
        self._declare(identifier, "float", "single", correct)
        limits = (
            {"tolerance_mode": "exact"}
            if tolerance == "0"
            else {"tolerance_mode": "absolute", "tolerance": f"{tolerance} {tolerance}"}
        )
        self.tests.append(
            element("qti-equal", variable(identifier), _correct(identifier), **limits)
        )
        self.template = "" if tolerance != "0" else self.template

    def say(self, identifier: str, why: str) -> None:
        """Say something after the answer, whatever it was."""
        if why:
            self.add_feedback(SHOWN, identifier, why)
            self.always.append(identifier)

    def say_of_chosen(
        self, identifier: str, whys: Iterable[str], *, cardinality: str = "single"
    ) -> None:
        """Say what belongs to the choices that somebody took, if there is anything to say."""
        if any(whys):
            self._declare_outcome(said_of(identifier), cardinality)
            self.rules.append(_sets(said_of(identifier), variable(identifier)))

    def say_of_misses(self, identifier: str, misses: Sequence[tuple[str, str]]) -> None:
        """Say what belongs to certain wrong answers, each given as a test of it."""
        said = [one for one in misses if one[1]]
        if not said:
            return
        outcome = f"{identifier}-MISS"
        self._declare_outcome(outcome, "single")
        branches: list[str] = []
        for at, (test, why) in enumerate(said, 1):
            name = f"{identifier}-miss-{at}"
            self.add_feedback(outcome, name, why)
            kind = "qti-response-else-if" if branches else "qti-response-if"
            branches.append(element(kind, test, _sets(outcome, value("identifier", name))))
        self.rules.append(_if_given([identifier], element("qti-response-condition", *branches)))

    def add_feedback(self, outcome: str, identifier: str, why: str) -> None:
        """Add a text to be shown when an outcome names it."""
        content = element("qti-content-body", blocks(why))
        self.feedback.append(
            element(
                "qti-modal-feedback",
                content,
                outcome_identifier=outcome,
                identifier=identifier,
                show_hide="show",
            )
        )

    def declared(self) -> str:
        """Write the declarations of all answers and outcomes."""
        if self.always:
            self._declare_outcome(SHOWN, "multiple")
        zero = element("qti-default-value", element("qti-value", "0"))
        score = element(
            "qti-outcome-declaration",
            zero,
            identifier=SCORE,
            cardinality="single",
            base_type="float",
        )
        return "".join([*self.declarations, score, *self.outcomes])

    def processing(self) -> str:
        """Write how answers are judged; by a standard template where it says all."""
        if len(self.tests) == 1 and not self.rules and not self.always and self.template:
            return element("qti-response-processing", template=f"{TEMPLATES}/{self.template}")
        whole = self.tests[0] if len(self.tests) == 1 else element("qti-and", *self.tests)
        scored = element(
            "qti-response-condition",
            element("qti-response-if", whole, _scores(1)),
            element("qti-response-else", _scores(0)),
        )
        if self.typed:
            scored = _if_given(self.typed, scored)
        shown = [value("identifier", one) for one in self.always]
        always = [_sets(SHOWN, element("qti-multiple", *shown))] if shown else []
        return element("qti-response-processing", scored, *self.rules, *always)

    def _declare_outcome(self, identifier: str, cardinality: str) -> None:
        self.outcomes.append(
            element(
                "qti-outcome-declaration",
                identifier=identifier,
                cardinality=cardinality,
                base_type="identifier",
            )
        )

    def _declare(self, identifier: str, base_type: str, cardinality: str, inside: str) -> None:
        self.declarations.append(
            element(
                "qti-response-declaration",
                inside,
                identifier=identifier,
                cardinality=cardinality,
                base_type=base_type,
            )
        )


def same_words(identifier: str, form: str) -> str:
    """Write the test whether typed words are these, whatever their capitals."""
    text = value("string", form)
    return element("qti-string-match", variable(identifier), text, case_sensitive="false")


def same_number(identifier: str, number: str) -> str:
    """Write the test whether a number is this one."""
    text = value("float", number)
    return element("qti-equal", variable(identifier), text, tolerance_mode="exact")


def _correct(identifier: str) -> str:
    return element("qti-correct", identifier=identifier)


def _if_given(identifiers: Sequence[str], rule: str) -> str:
    """Write a rule for answers that are there: products stumble over words that are not."""
    given = [element("qti-not", element("qti-is-null", variable(one))) for one in identifiers]
    test = given[0] if len(given) == 1 else element("qti-and", *given)
    return element("qti-response-condition", element("qti-response-if", test, rule))


def _scores(points: int) -> str:
    return _sets(SCORE, value("float", str(points)))


def _sets(outcome: str, what: str) -> str:
    return element("qti-set-outcome-value", what, identifier=outcome)
