"""alongside create-admin"""

import click

from alongside.casework.users.first_administrator import (
    ONE_IS_THERE,
    NotPossible,
    create_first_administrator,
    has_administrator,
    new_password,
)
from alongside.commands.clock import now


@click.command("create-admin")
@click.option("--email", help="The address they sign in with. Asked for when it is left out.")
@click.option("--name", help="Their first and last name. Asked for when it is left out.")
@click.option("--make-password", is_flag=True, help="Make a password and print it, instead of asking for one.")
@click.option("--another", is_flag=True, help="Make one beside those there are, who was made by none of them.")
@click.option("--if-none", is_flag=True, help="Do nothing when there is an administrator already.")
def command(email: str | None, name: str | None, make_password: bool, another: bool, if_none: bool) -> None:
    """Make the first administrator, who adds everybody else on the users page, or another one.

    An administrator looks after users and teams, and has no way into anybody's record. Giving somebody a new password and taking
    their second step away, and letting somebody inspect a team, takes two who were not made by each other.
    """
    if has_administrator() and not another:
        if if_none:
            return
        raise click.ClickException(ONE_IS_THERE)
    email = email or click.prompt("The administrator's e-mail address")
    name = name or click.prompt("Their first and last name")
    password = new_password() if make_password else _ask()
    try:
        create_first_administrator(email=email, name=name, password=password, is_another=another, at=now())
    except NotPossible as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{name} signs in as {email}.")
    if make_password:
        click.echo(f"Their first password: {password}\nIt is shown this once. Change it after signing in.")


def _ask() -> str:
    password: str = click.prompt("A password, 12 characters or more", hide_input=True, confirmation_prompt=True)
    return password
