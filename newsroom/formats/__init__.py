"""How dates are written at the desk (settings.FORMAT_MODULE_PATH): a folder for each language of
an edition, since Django's own formats of English count the hours twice to twelve. What a person
may type is as Django has it; readers' pages name the form of each date themselves."""

DATE_FORMAT = "j M Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = f"{DATE_FORMAT}, {TIME_FORMAT}"
SHORT_DATE_FORMAT = DATE_FORMAT
SHORT_DATETIME_FORMAT = DATETIME_FORMAT
MONTH_DAY_FORMAT = "j F"
