"""Charts of boards, timeline and indicators, drawn as the sheets are: never by colour alone."""
