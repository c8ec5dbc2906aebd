"""Rights and the roles that come with the program."""

import pytest
from locutorio.core.rights import MANAGER, OPERATOR, OWNER, RIGHTS, ROLES, TECHNICIAN, Right


def test_each_right_is_meant_for_somebody_known() -> None:
    assert set(RIGHTS) == set(Right)
    assert {role for roles in RIGHTS.values() for role in roles} <= set(ROLES) - {OWNER}


def test_the_owner_may_do_everything() -> None:
    assert ROLES[OWNER] == set(Right)


def test_a_manager_may_do_what_an_operator_may_and_more() -> None:
    assert ROLES[OPERATOR] < ROLES[MANAGER] < ROLES[OWNER]


@pytest.mark.parametrize("role", [MANAGER, OPERATOR, TECHNICIAN])
def test_only_the_owner_decides_about_people_and_prices(role: str) -> None:
    assert not ROLES[role] & {Right.PEOPLE, Right.PRICES_SET, Right.RERATE}


def test_an_operator_counts_the_drawer_blindly() -> None:
    assert Right.SHIFT_CLOSE in ROLES[OPERATOR]
    assert not ROLES[OPERATOR] & {Right.SHIFT_REPORTS, Right.ALL_REPORTS}


def test_a_technician_takes_no_money() -> None:
    assert not ROLES[TECHNICIAN] & {Right.UNLOCK, Right.SELL, Right.REFUND, Right.OPEN_DRAWER, Right.PAID_OUT}
