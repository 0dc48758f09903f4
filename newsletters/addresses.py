"""E-mail addresses: from what a person typed to what we store, and back to what a person reads."""

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.encoding import punycode
from django.utils.translation import gettext_lazy as _

from prose import characters

LONGEST = 254  # characters; longer ones cannot be delivered (RFC 5321)
INCOMPLETE = _("This is not a complete e-mail address. It should look like name@example.org.")
ONLY_ASCII = _("Before the @ there may only be letters a to z, digits and signs such as . _ + -")
TOO_LONG = _("This e-mail address is too long: at most 254 characters.")

_is_address = EmailValidator(INCOMPLETE, allowlist=[])


def normal(typed):
    """The one spelling under which we know an address: lower case, domain in ASCII.

    Raises ValidationError with a sentence for the person who typed it.
    """
    local, domain = characters.clean_line(typed).rpartition("@")[::2]
    if not local.isascii():
        raise ValidationError(ONLY_ASCII, "local")
    try:
        address = f"{local}@{punycode(domain)}".lower()
    except UnicodeError:
        raise ValidationError(INCOMPLETE, "invalid") from None
    if len(address) > LONGEST:
        raise ValidationError(TOO_LONG, "max_length")
    # Quoted names and numeric hosts are addresses by the letter of the standard; on a
    # sign-up form they are slips or attacks.
    if '"' in local or domain.startswith("["):
        raise ValidationError(INCOMPLETE, "invalid")
    _is_address(address)
    return address


def readable(address):
    """The address with the domain in its own script."""
    local, domain = address.rpartition("@")[::2]
    try:
        return f"{local}@{domain.encode().decode('idna')}"
    except UnicodeError:
        return address
