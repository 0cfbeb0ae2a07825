"""A class belongs to its screen: sheets stay once fetched, and looks must not depend on the order of visits."""

from tests.house.house import sources
from tests.house.sheets import borrowed, collisions

ONE, TWO = "pwa/src/features/team/team.css", "pwa/src/features/people/people.css"
PART = "pwa/src/features/_shared/forms/desk.css"
CLEAN = {
    ONE: ".team {gap: 1px} .team .desk-mark, .team-one.idle b {gap: 1px} @media print {.team-a :is(b, i) {top: 0}}",
    TWO: ".people-person {gap: 2px} @keyframes people-turn { from {opacity: 0} }",
    PART: ".desk-mark.kiky {gap: 3px}",
}


def test_no_screens_sheet_reaches_another_screen() -> None:
    sheets = dict(sources("pwa/src/features/", endings=(".css",)))
    screens = dict(sources("pwa/src/features/", "pwa/src/shell/", "pwa/src/ui/", endings=(".tsx",)))
    assert len(sheets) > 20
    assert [*collisions(sheets), *borrowed(sheets, screens)] == []


def test_a_sheet_of_its_own_names_its_parts_and_tones() -> None:
    assert collisions(CLEAN) == []


def test_a_class_of_two_sheets_is_told_with_both_and_what_to_do() -> None:
    (told,) = collisions({**CLEAN, ONE: ".mark {gap: 1px}", PART: ".desk .mark {gap: 2px}"})
    assert told == (
        f"`.mark` in {ONE} (named in {PART} too) reaches every screen, and stays: begin one of its classes with team-,"
        " or move it to pwa/src/ui/parts.css when it is meant for all."
    )


def test_an_element_alone_reaches_every_screen() -> None:
    (told,) = collisions({**CLEAN, ONE: ".team-a, summary {gap: 1px}"})
    assert told.startswith(f"`summary` in {ONE} reaches every screen")


def test_a_sheet_names_no_class_of_another_screen() -> None:
    (told,) = collisions({**CLEAN, ONE: ".team .people-person {gap: 1px}"})
    assert told.startswith(f".people-person in {ONE} is a class of {TWO}: name one of team's own")


def test_an_import_and_a_second_animation_of_a_name_are_told() -> None:
    bad = {
        **CLEAN,
        ONE: '@import "../_shared/forms/desk.css"; .team {gap: 0} @keyframes people-turn { from {opacity: 0} }',
    }
    assert [told.split(" ")[0] for told in collisions(bad)] == [ONE, "@keyframes"]


def test_a_screen_uses_no_class_of_a_sheet_that_it_does_not_fetch() -> None:
    screen = "pwa/src/features/team/Team.tsx"
    use = '<p class={on ? "people-person" : `desk-mark ${kind}`}>'
    (told,) = borrowed(CLEAN, {screen: use})
    assert told.startswith(f".people-person in {screen} is styled by {TWO}, which may not be there")
    assert borrowed(CLEAN, {screen: f'import "../people/people.css";\n{use}'}) == []
