"""Atlases (一区一图、一项目一图、一校一图) as one PDF or a ZIP, drawn by child processes."""
