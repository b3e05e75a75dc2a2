"""Rules that take access away, and the dated authority of an inspector."""

from django.urls import path

from alongside.pages.access_rules import lifting, views, views_of_staff

urlpatterns = [
    path("conflicts/", views_of_staff.conflicts, name="conflicts"),
    path("inspections/", views_of_staff.inspections, name="inspections"),
    path("inspections/proposed/<uuid:proposal_id>/agree/", views_of_staff.agree, name="agree_to_inspection"),
    path("inspections/proposed/<uuid:proposal_id>/take-back/", views_of_staff.take_back, name="take_inspection_back"),
    path("inspections/<uuid:authority_id>/end/", views_of_staff.withdraw, name="withdraw_authority"),
    path("people/<uuid:person_id>/access/", views.access_rules, name="access_rules"),
    path("people/<uuid:person_id>/access/exclude/", views.exclude, name="exclude_worker"),
    path("people/<uuid:person_id>/access/restrict/", views.restrict, name="restrict_record"),
    path("people/<uuid:person_id>/access/open/", lifting.lift_list, name="lift_restriction"),
    path(
        "people/<uuid:person_id>/access/exclusions/<uuid:exclusion_id>/lift/",
        lifting.lift_one_exclusion,
        name="lift_exclusion",
    ),
    path(
        "people/<uuid:person_id>/access/conflicts/<uuid:conflict_id>/lift/",
        lifting.lift_one_conflict,
        name="lift_conflict",
    ),
    path(
        "people/<uuid:person_id>/access/conflicts/<uuid:conflict_id>/confirm/",
        lifting.confirm_one_conflict,
        name="confirm_conflict",
    ),
]
