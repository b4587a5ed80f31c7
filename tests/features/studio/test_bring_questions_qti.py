"""Items of QTI 2.1, 2.2 and 3.0 become questions; what does not fit is named or refused."""

from decimal import Decimal

import pytest

from pmo_academy.studio.exchange import qti
from pmo_academy.studio.exchange.brought import UnreadableFileError
from pmo_academy.studio.exchange.qti_checked import problem_with
from tests.features.studio.qti_items import MAPPED, MATCH, choices, declared, item, mapping

WHOLE = "points for parts of an answer (it is right or wrong as a whole)"


def brought(body):
    """The only question of an item's file."""
    (one,) = qti.read("q.xml", body).questions
    return one


def taken(body):
    """The fields of an item that can be taken, and what is lost."""
    one = brought(body)
    assert one.question is not None, one.losses
    assert problem_with(one.question) is None
    return one.question, one.losses


def refused(body):
    one = brought(body)
    assert one.question is None
    (reason,) = one.losses
    return reason


def inline(body):
    return f"<responseProcessing>{body}</responseProcessing>"


@pytest.mark.parametrize("version", ["2.1", "2.2", "3.0"])
def test_a_choice_of_one_is_read_alike_in_every_version(version):
    body = item(
        declared("B"),
        "<p>A sponsor <b>leaves</b>.</p>" + choices("Nothing", "The case", "The plan"),
        version=version,
    )
    found = qti.read("q.xml", body)

    assert qti.probe("q.xml", body)
    assert found.format == f"QTI {version}"
    assert found.losses == ()
    (one,) = found.questions
    assert (one.place, one.name, one.losses) == ("q.xml", "Leaving luggage", ())
    assert one.question == {
        "type": "single",
        "stem": "A sponsor **leaves**.\n\nWhich one?",
        "options": [
            {"text": "Nothing", "right": False},
            {"text": "The case", "right": True},
            {"text": "The plan", "right": False},
        ],
    }


def test_several_right_ones_are_a_multiple_choice():
    question, losses = taken(
        item(
            declared("A", "C", cardinality="multiple"),
            choices("One", "Two", "Three", attributes='maxChoices="0"'),
        )
    )

    assert question["type"] == "multiple"
    assert [one["right"] for one in question["options"]] == [True, False, True]
    assert losses == ()


def test_one_right_of_several_that_could_be_taken_is_said():
    question, losses = taken(
        item(declared("A", cardinality="multiple"), choices("One", "Two", "Three"))
    )

    assert question["type"] == "single"
    assert losses == ("that several could be chosen (one is right)",)


@pytest.mark.parametrize(("first", "second"), [("True", "False"), ("Falsch", "Richtig")])
def test_two_choices_that_say_true_and_false_are_a_statement(first, second):
    question, _losses = taken(item(declared("A"), choices(first, second, prompt="It ends.")))

    assert question == {"type": "true-false", "stem": "It ends.", "answer": first == "True"}


def test_two_other_choices_stay_a_choice():
    question, _losses = taken(item(declared("A"), choices("Yes", "No")))

    assert question["type"] == "single"


def test_feedback_that_points_to_a_choice_is_its_reason_and_the_rest_explains():
    said = (
        '<modalFeedback outcomeIdentifier="F" identifier="B" showHide="show">'
        "<p>It is never <i>nothing</i>.</p></modalFeedback>"
        '<modalFeedback outcomeIdentifier="F" identifier="all" showHide="show">'
        "<p>Ask who pays.</p></modalFeedback>"
    )
    inside = (
        '<feedbackInline outcomeIdentifier="F" identifier="A" showHide="show">Yes.</feedbackInline>'
    )
    question, losses = taken(
        item(declared("A"), choices(f"The case {inside}", "Nothing"), after=MATCH + said)
    )

    assert question["options"] == [
        {"text": "The case", "right": True, "why": "Yes."},
        {"text": "Nothing", "right": False, "why": "It is never *nothing*."},
    ]
    assert question["explanation"] == "Ask who pays."
    assert losses == ()


def test_feedback_that_a_rule_ties_to_a_choice_is_its_reason():
    rule = inline(
        '<responseCondition><responseIf><match><variable identifier="RESPONSE"/>'
        '<baseValue baseType="identifier">B</baseValue></match>'
        '<setOutcomeValue identifier="F"><baseValue baseType="identifier">f7</baseValue>'
        "</setOutcomeValue></responseIf></responseCondition>"
    )
    said = '<modalFeedback outcomeIdentifier="F" identifier="f7"><p>Too late.</p></modalFeedback>'
    question, _losses = taken(item(declared("A"), choices("Now", "Then"), after=rule + said))

    assert question["options"][1]["why"] == "Too late."


def test_feedback_for_right_and_for_wrong_is_joined_and_said():
    said = "".join(
        f'<modalFeedback outcomeIdentifier="F" identifier="{name}"><p>{text}</p></modalFeedback>'
        for name, text in (("right", "Well seen."), ("wrong", "Look again."))
    )
    question, losses = taken(item(declared("A"), choices("Now", "Then"), after=MATCH + said))

    assert question["explanation"] == "Well seen.\n\nLook again."
    assert losses == ("when each feedback is shown (joined to one explanation)",)


def test_points_for_parts_are_a_loss_and_what_is_worth_most_is_right():
    parts = mapping(A="2", B="1", C="-1")
    question, losses = taken(
        item(declared(mapping=parts), choices("One", "Two", "Three"), after=MAPPED)
    )

    assert [one["right"] for one in question["options"]] == [True, False, False]
    assert losses == (WHOLE, "its points (every question counts once)")


def test_a_step_by_step_order_is_read_in_the_right_order():
    body = choices("First", "Last", "Middle").replace("choiceInteraction", "orderInteraction")
    question, losses = taken(item(declared("A", "C", "B", cardinality="ordered"), body))

    assert question["type"] == "ordering"
    assert [one["text"] for one in question["steps"]] == ["First", "Middle", "Last"]
    assert losses == ()


def test_an_order_in_which_some_have_no_place_is_refused():
    body = choices("First", "Last", "None").replace("choiceInteraction", "orderInteraction")

    assert "no place" in refused(item(declared("A", "B", cardinality="ordered"), body))


def lists(left, right):
    sides = "".join(
        "<simpleMatchSet>"
        + "".join(
            f'<simpleAssociableChoice identifier="{key}" matchMax="1">{text}'
            "</simpleAssociableChoice>"
            for key, text in side.items()
        )
        + "</simpleMatchSet>"
        for side in (left, right)
    )
    return (
        '<matchInteraction responseIdentifier="RESPONSE" maxAssociations="9">'
        f"<prompt>Match.</prompt>{sides}</matchInteraction>"
    )


def paired(*pairs):
    return declared(*pairs, cardinality="multiple", base="directedPair")


def test_two_lists_with_one_partner_each_are_matched_and_the_rest_is_extra():
    body = lists({"L1": "Risk", "L2": "Issue"}, {"R1": "is", "R2": "may be", "R3": "was"})
    question, losses = taken(item(paired("L2 R1", "L1 R2"), body))

    assert question == {
        "type": "matching",
        "stem": "Match.",
        "pairs": [{"left": "Risk", "right": "may be"}, {"left": "Issue", "right": "is"}],
        "extra": [{"right": "was"}],
    }
    assert losses == ()


@pytest.mark.parametrize("is_turned", [False, True])
def test_two_lists_in_which_several_share_a_partner_are_categories(is_turned):
    things, kinds = {"T1": "Plan", "T2": "Log", "T3": "Oak"}, {"K1": "Paper", "K2": "Tree"}
    pairs = [("T1", "K1"), ("T2", "K1"), ("T3", "K2")]
    sides = (kinds, things) if is_turned else (things, kinds)
    right = [f"{kind} {thing}" if is_turned else f"{thing} {kind}" for thing, kind in pairs]
    question, _losses = taken(item(paired(*right), lists(*sides)))

    assert question["categories"] == ["Paper", "Tree"]
    assert [one["category"] for one in question["items"]] == ["Paper", "Paper", "Tree"]


def test_a_table_with_several_ticks_on_both_sides_is_refused():
    body = lists({"L1": "a", "L2": "b"}, {"R1": "c", "R2": "d"})

    assert "on both sides" in refused(item(paired("L1 R1", "L1 R2", "L2 R1"), body))


def test_pairs_of_one_list_are_matched():
    inside = "".join(
        f'<simpleAssociableChoice identifier="{key}" matchMax="1">{text}</simpleAssociableChoice>'
        for key, text in {"A": "Antonio", "P": "Prospero", "C": "Capulet", "M": "Montague"}.items()
    )
    body = (
        '<associateInteraction responseIdentifier="RESPONSE" maxAssociations="3">'
        f"<prompt>Rivals</prompt>{inside}</associateInteraction>"
    )
    question, losses = taken(
        item(declared("A P", "M C", cardinality="multiple", base="pair"), body)
    )

    assert [(one["left"], one["right"]) for one in question["pairs"]] == [
        ("Antonio", "Prospero"),
        ("Montague", "Capulet"),
    ]
    assert losses == ("pairs from one list (they are joined from two)",)


ENTRY = '<textEntryInteraction responseIdentifier="RESPONSE" expectedLength="15"/>'


def test_words_to_type_are_a_short_text_with_every_form_worth_as_much():
    forms = mapping(portfolio="1", folio="1", programme="0.5")
    question, losses = taken(
        item(
            declared("portfolio", base="string", mapping=forms),
            f"<p>What do we call it?</p><p>{ENTRY}</p>",
            after=MAPPED,
        )
    )

    assert question == {
        "type": "short-text",
        "stem": "What do we call it?",
        "accepted": ["portfolio", "folio"],
    }
    assert losses == (WHOLE, "part of the points for “programme”")


def test_a_word_within_a_sentence_leaves_a_blank():
    question, _losses = taken(
        item(declared("outcome", base="string"), f"<p>It needs an {ENTRY} to end.</p>")
    )

    assert question["stem"] == "It needs an … to end."


@pytest.mark.parametrize(
    ("limits", "tolerance", "loss"),
    [
        ('toleranceMode="absolute" tolerance="0.5 0.5"', "0.5", None),
        ('toleranceMode="absolute" tolerance="0.5"', "0.5", None),
        ('toleranceMode="relative" tolerance="4"', "0.5", None),
        ('toleranceMode="absolute" tolerance="0.5 1"', "0.5", "wider on one side"),
        ('toleranceMode="exact"', None, None),
    ],
)
def test_a_number_is_right_within_what_its_rule_says(limits, tolerance, loss):
    rule = inline(
        f'<responseCondition><responseIf><equal {limits}><variable identifier="RESPONSE"/>'
        '<correct identifier="RESPONSE"/></equal><setOutcomeValue identifier="SCORE">'
        '<baseValue baseType="float">1</baseValue></setOutcomeValue></responseIf>'
        "</responseCondition>"
    )
    question, losses = taken(
        item(declared("12.5", base="float"), f"<p>How long? {ENTRY} hours</p>", after=rule)
    )

    assert question["answer"] == Decimal("12.5")
    assert question.get("tolerance") == (Decimal(tolerance) if tolerance else None)
    assert question["unit"] == "hours"
    assert question["stem"] == "How long?"
    assert [loss] == [one for one in (loss,) if one is None or one in losses[0]]


def test_a_number_that_only_a_rule_names_is_right_and_other_numbers_are_near_misses():
    rule = inline(
        '<responseCondition><responseIf><equal toleranceMode="absolute" tolerance="2 2">'
        '<baseValue baseType="float">100</baseValue><variable identifier="RESPONSE"/></equal>'
        '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue>'
        '</setOutcomeValue></responseIf><responseElseIf><equal toleranceMode="exact">'
        '<variable identifier="RESPONSE"/><baseValue baseType="float">10</baseValue></equal>'
        '<setOutcomeValue identifier="F"><baseValue baseType="identifier">ten</baseValue>'
        "</setOutcomeValue></responseElseIf></responseCondition>"
    )
    said = '<modalFeedback outcomeIdentifier="F" identifier="ten"><p>A tenth.</p></modalFeedback>'
    question, losses = taken(
        item(declared(base="float"), f"<p>How many? {ENTRY}</p>", after=rule + said)
    )

    assert question == {
        "type": "numeric",
        "stem": "How many?",
        "answer": Decimal(100),
        "tolerance": Decimal(2),
        "near_misses": [{"value": Decimal(10), "why": "A tenth."}],
    }
    assert losses == ()


@pytest.mark.parametrize(
    ("text", "stem", "unit"),
    [
        (f"5 - {ENTRY} = -2", "5 - … = -2", None),
        (f"<p>Work it out.</p><p>{ENTRY} = 5</p>", "Work it out.\n\n… = 5", None),
        (
            f"<p>Work it out.</p><p>{ENTRY} h a week, or more</p>",
            "Work it out.",
            "h a week, or more",
        ),
        (f"<p>It takes {ENTRY} days.</p>", "It takes …", "days"),
        (f"<p>It takes {ENTRY} of all the days.</p>", "It takes … of all the days.", None),
    ],
)
def test_what_stands_behind_a_number_is_its_unit_when_it_can_be_one(text, stem, unit):
    question, _losses = taken(item(declared("7", base="float"), text))

    assert (question["stem"], question.get("unit")) == (stem, unit)


def test_spellings_that_only_differ_in_capitals_are_one_form_and_rules_of_others_are_named():
    forms = mapping(winter="0.5", WINTER="0.5", Winter="0.5")
    rule = inline(
        '<setOutcomeValue identifier="SCORE_1"><mapTolResponse identifier="RESPONSE" '
        'tolerance="1" xmlns="http://example.test/ext"/></setOutcomeValue>'
    )
    question, losses = taken(
        item(
            declared("winter", base="string", mapping=forms),
            f"<p>Which season?</p><p>{ENTRY}</p>",
            after=rule,
        )
    )

    assert question["accepted"] == ["winter"]
    assert losses == ("scoring by “map-tol-response”", "its points (every question counts once)")


def test_a_rule_that_rounds_becomes_a_tolerance():
    rule = inline(
        '<responseCondition><responseIf><equalRounded roundingMode="decimalPlaces" figures="1">'
        '<variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></equalRounded>'
        "</responseIf></responseCondition>"
    )
    question, losses = taken(
        item(declared("2.5", base="float"), f"<p>How long? {ENTRY}</p>", after=rule)
    )

    assert question["tolerance"] == Decimal("0.05")
    assert losses == ("rounding before comparing (it becomes a tolerance)",)


def test_several_gaps_are_one_text_with_gaps_and_braces_of_the_text_stay():
    body = (
        "<p>Fill {in}.</p><p>It ends {now} when the "
        '<textEntryInteraction responseIdentifier="R1"/> is there, and its office '
        '<inlineChoiceInteraction responseIdentifier="R2"><inlineChoice identifier="a">ends'
        '</inlineChoice><inlineChoice identifier="b">stays</inlineChoice>'
        "</inlineChoiceInteraction> too.</p>"
    )
    question, losses = taken(
        item(declared("outcome", base="string", name="R1") + declared("a", name="R2"), body)
    )

    assert question == {
        "type": "cloze",
        "stem": "Fill {in\\}.",
        "text": "It ends {now\\} when the {gap1} is there, and its office {gap2} too.",
        "gaps": [
            {"key": "gap1", "accepted": ["outcome"]},
            {
                "key": "gap2",
                "options": [
                    {"text": "ends", "right": True},
                    {"text": "stays", "right": False},
                ],
            },
        ],
    }
    assert losses == ()


GAPS = (
    '<gapMatchInteraction responseIdentifier="RESPONSE"><prompt>Fill.</prompt>'
    '<gapText identifier="W" matchMax="1">winter</gapText>'
    '<gapText identifier="S" matchMax="1">summer</gapText>'
    '<p>Now is the <gap identifier="G1"/> made <gap identifier="G2"/>.</p></gapMatchInteraction>'
)


def test_words_to_be_put_into_gaps_are_a_text_with_gaps_to_choose_for():
    question, losses = taken(item(paired("W G1", "S G2"), GAPS))

    assert question["stem"] == "Fill."
    assert question["text"] == "Now is the {gap1} made {gap2}."
    assert [one["right"] for one in question["gaps"][1]["options"]] == [False, True]
    assert losses == ("one list for all gaps (each has its own)",)


def test_a_gap_that_takes_several_words_is_refused():
    assert "several words" in refused(item(paired("W G1", "S G1"), GAPS))


def test_words_to_be_marked_are_options_and_the_text_is_kept():
    body = (
        '<hottextInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>Find it.</prompt>'
        '<p>Sponsors <hottext identifier="A">was</hottext> <hottext identifier="B">late</hottext>.'
        "</p></hottextInteraction>"
    )
    question, losses = taken(item(declared("A"), body))

    assert question["stem"] == "Find it.\n\nSponsors was late."
    assert [one["text"] for one in question["options"]] == ["was", "late"]
    assert losses == ("marking words in the text (they are chosen from a list)",)


def test_several_interactions_are_a_case():
    body = (
        "<p>A sponsor asks.</p>"
        + choices("Now", "Then", prompt="When?", name="R1")
        + f"<div><p>How long?</p><p>{ENTRY.replace('RESPONSE', 'R2')} days</p></div>"
    )
    question, losses = taken(
        item(declared("A", name="R1") + declared("3", base="integer", name="R2"), body)
    )

    assert question["type"] == "case"
    assert question["stem"] == "A sponsor asks."
    assert [(one["type"], one["stem"]) for one in question["parts"]] == [
        ("single", "When?"),
        ("numeric", "How long?"),
    ]
    assert losses == ()


def test_pictures_and_formulas_in_the_text_are_losses():
    body = '<p>See <img src="a.png" alt="A chart"/> and <math><mi>x</mi></math>.</p>'
    _question, losses = taken(item(declared("A"), body + choices("Now", "Then")))

    assert losses == ("the picture “A chart”", "a formula")


def test_a_choice_that_is_only_a_picture_is_refused():
    reason = refused(item(declared("A"), choices("Now", '<img src="a.png" alt=""/>')))

    assert "picture" in reason


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("extendedTextInteraction", "free text"),
        ("uploadInteraction", "a file"),
        ("drawingInteraction", "a drawing"),
        ("sliderInteraction", "a slider"),
        ("mediaInteraction", "a recording"),
        ("customInteraction", "one product's own"),
        ("portableCustomInteraction", "one product's own"),
        ("graphicOrderInteraction", "to put in order"),
        ("graphicAssociateInteraction", "to join"),
        ("graphicGapMatchInteraction", "on a picture"),
        ("selectPointInteraction", "any point"),
        ("printedVariable", "worked out"),
    ],
)
@pytest.mark.parametrize("version", ["2.1", "3.0"])
def test_what_none_of_our_questions_has_is_refused_by_name(name, words, version):
    body = f'<p>Go.</p><{name} responseIdentifier="RESPONSE"/>'

    assert words in refused(item(declared("A"), body, version=version))


def test_items_that_change_are_refused():
    adaptive = item(declared("A"), choices("Now", "Then"), attributes='adaptive="true"')
    template = item(declared("A") + '<templateDeclaration identifier="T"/>', choices("Now", "Then"))

    assert "adaptive" in refused(adaptive)
    assert "a template" in refused(template)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (item(declared(), choices("Now", "Then")), "which answer is right"),
        (item("", choices("Now", "Then")), "not declared"),
        (item(declared("A"), "<p>Only a text.</p>"), "only a text"),
        (item(declared("A"), choices(*"abcdefghijkl")), "at most 10"),
        (item(declared("A"), choices("Now")), "at least 2"),
        (item(declared("A"), choices("Now", "now")), "twice"),
        (item(declared("x", base="float"), f"<p>How? {ENTRY}</p>"), "right number"),
        (item(declared("A"), choices("Now", "Then")).replace(b"itemBody", b"other"), "no body"),
    ],
)
def test_what_is_no_sound_question_is_refused_with_the_reason(body, words):
    assert words in refused(body)


def test_scoring_of_an_own_kind_is_a_loss():
    rule = inline(
        '<responseCondition><responseIf><patternMatch pattern="a+"/></responseIf>'
        "</responseCondition>"
    )
    _question, losses = taken(
        item(declared("aa", base="string"), f"<p>Type. {ENTRY}</p>", after=rule)
    )

    assert losses == ("scoring by “pattern-match”",)


def test_notes_for_markers_hints_and_styles_are_losses():
    extra = (
        '<rubricBlock view="scorer"><p>Two points.</p></rubricBlock>'
        '<rubricBlock view="candidate"><p>Take your time.</p></rubricBlock>'
        '<p><endAttemptInteraction responseIdentifier="H" title="Hint"/></p>'
    )
    question, losses = taken(item(declared("A"), extra + choices("Now", "Then")))

    assert question["stem"] == "Take your time.\n\nWhich one?"
    assert losses == ("a button for a hint or to end the attempt", "notes for markers")


def test_an_order_of_options_that_is_fixed_is_said_for_the_file():
    body = item(declared("A"), choices("Now", "Then").replace('shuffle="true"', ""))

    assert "a fixed order" in qti.read("q.xml", body).losses[0]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"<questestinterop><item/></questestinterop>", "QTI 1.2"),
        (b"<assessmentTest/>", "whole package"),
        (b"<html/>", "no question"),
    ],
)
def test_other_files_are_refused_as_a_whole(body, words):
    with pytest.raises(UnreadableFileError, match=words):
        qti.read("q.xml", body)


def test_a_mistake_in_the_xml_is_refused_with_its_place():
    assert "no sound XML" in refused(item(declared("A"), "<p>Open"))


def test_entities_that_grow_are_not_read():
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]>' + item(declared("A"), "&c;")

    assert "entities of its own" in refused(bomb)


def test_files_of_other_systems_are_not_read():
    outside = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>' + item("", "&b;")

    assert "entities of its own" in refused(outside)


def test_what_is_nested_without_end_is_refused():
    deep = "<div>" * 5000 + "</div>" * 5000

    assert "nested" in refused(item(declared("A"), deep))
    assert "10,000 elements" in refused(item(declared("A"), "<p/>" * 10_000))
    assert "larger than" in refused(item(declared("A"), "x" * (5 * 1024 * 1024)))
