#!/usr/bin/env python
import os
import runpy
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    if sys.argv[1:] == ["check_copy"]:
        # Needs none of the apps, whose libraries take seconds and four times the memory.
        runpy.run_module("stylebook.checks", run_name="__main__")
    else:
        execute_from_command_line(sys.argv)
