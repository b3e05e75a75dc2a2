"""Check-ins on paper: the sheet to print, who may type it, and typing it in."""
