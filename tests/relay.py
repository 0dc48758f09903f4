"""A mail server that answers with the errors in a list before it takes a message."""

import pytest
from django.core.mail.backends.locmem import EmailBackend


class FailingBackend(EmailBackend):
    errors = []

    def send_messages(self, messages):
        if self.errors:
            raise self.errors.pop(0)
        return super().send_messages(messages)


@pytest.fixture
def relay(settings):
    settings.EMAIL_BACKEND = f"{__name__}.FailingBackend"
    FailingBackend.errors = []
    return FailingBackend.errors
