"""What differs from reader to reader in a letter, as it stands in the letter that all share.

A slot is filled when a message is made for one address. It is free of every character that
quoted-printable, HTML or SMTP would change.
"""

UNSUBSCRIBE = "@@UNSUBSCRIBE@@"  # address of the page that ends this subscription
PREFERENCES = "@@PREFERENCES@@"  # address of the page of this reader's newsletters
ALL = (UNSUBSCRIBE, PREFERENCES)
