"""What can go wrong and be put right by the user: one tree, each message with its remedy.

    AssistantError
    ├── UsageError        wrong words on the command line or in a request (exit status 2)
    ├── ConfigError       a setting that cannot be used
    ├── DocumentError     a file that cannot be read or added
    ├── StorageError      the home folder: no room, no permission, in use
    ├── SuiteError        an evaluation file that does not follow its schema
    ├── ServerError       the page cannot be served (port in use, bad auth file)
    └── ModelError        the configured chat model did not answer; ``retry`` says whether to try again
"""

from __future__ import annotations


class AssistantError(Exception):
    """Something the user can mend; the message says what happened, where, and what to do next."""

    exit_status = 1


class UsageError(AssistantError):
    exit_status = 2


class ConfigError(AssistantError):
    pass


class DocumentError(AssistantError):
    pass


class StorageError(AssistantError):
    pass


class SuiteError(AssistantError):
    pass


class ServerError(AssistantError):
    pass


class ModelError(AssistantError):
    def __init__(self, message: str, *, retry: bool = False) -> None:
        super().__init__(message)
        self.retry = retry
