"""A sound question of each type, as a bank holds it."""

ELEVEN = """\
module: first
questions:
- key: e01
  type: single
  topic: one
  item: MND-S1
  stem: |
    A team asks who decides.

    Who is asked **first**?
  options:
  - {text: The sponsor, right: true, why: She answers for the outcome.}
  - {text: The loudest person in the room, why: Being loud is no duty.}
  - {text: Nobody at all, why: Then nothing happens.}
  explanation: The sponsor answers for the outcome.
- key: e02
  type: multiple
  topic: two
  stem: Which of these stand in a charter?
  options:
  - {text: A purpose, right: true, why: It says what for.}
  - {text: A mandate, right: true, why: It says who lets us.}
  - {text: A menu, why: Not there.}
  - {text: A weather report, why: Not there either.}
  explanation: Purpose and mandate.
- key: e03
  type: true-false
  topic: three
  stem: Every organisation needs an office of its own.
  answer: false
  why_true: Some do well without.
  why_false: Some do well without.
  explanation: It depends on how many projects compete.
- key: e04
  type: numeric
  topic: four
  stem: A week has how many working hours at forty per cent of forty?
  answer: 16
  tolerance: 0.5
  unit: hours
  near_misses:
  - {value: 24, why: That is what is left.}
  explanation: Forty per cent of forty.
- key: e05
  type: ordering
  topic: five
  stem: In which order is a charter made?
  steps:
  - {text: Ask, why: First.}
  - {text: Write, why: Then.}
  - {text: Sign, why: Last.}
  explanation: Ask, write, sign.
- key: e06
  type: matching
  topic: one
  stem: Who does what?
  pairs:
  - {left: Sponsor, right: decides, why: Her duty.}
  - {left: Lead, right: plans, why: His duty.}
  - {left: Office, right: supports, why: Its duty.}
  extra:
  - {right: cooks, why: Nobody here does.}
  explanation: Each has a duty.
- key: e07
  type: short-text
  topic: two
  stem: What is the document called that gives a mandate?
  accepted:
  - charter
  - project charter
  near_misses:
  - {text: plan, why: A plan says how and when.}
  explanation: The charter.
- key: e08
  type: cloze
  topic: three
  stem: Fill the gaps.
  text: The {who} signs the {what}.
  gaps:
  - key: who
    accepted: [sponsor]
    near_misses:
    - {text: lead, why: She writes it.}
    why: The sponsor signs.
  - key: what
    options:
    - {text: charter, right: true, why: It gives the mandate.}
    - {text: menu, why: Not signed.}
    why: The charter is signed.
  explanation: Sponsor and charter.
- key: e09
  type: categorise
  topic: four
  stem: Where does each belong?
  categories: [Office, Project]
  items:
  - {text: Standards, category: Office, why: For all.}
  - {text: A plan, category: Project, why: For one.}
  - {text: Training, category: Office, why: For all.}
  explanation: For all or for one.
- key: e10
  type: hot-spot
  topic: five
  stem: Where is the mandate?
  picture: ../media/chart.png
  alt: A chart of three boxes.
  spots:
  - {x: 10, y: 20, text: The left box, right: true, why: There.}
  - {x: 50, y: 20.5, text: The box in the middle, why: No.}
  - {x: 90, y: 20, text: The right box, why: No.}
  explanation: On the left.
- key: e11
  type: case
  topic: one
  stem: A tram company sets up an office of three people.
  parts:
  - type: single
    stem: Who pays for it?
    options:
    - {text: The works, why: No.}
    - {text: The board, right: true, why: Yes it does.}
    - {text: The passengers, why: No.}
    explanation: The board pays.
  - type: true-false
    stem: It is a position.
    answer: false
    why_true: Three people are a unit.
    why_false: Three people are a unit.
    explanation: A unit.
  explanation: Board and unit.
"""
