# Nothing but Python >= 3.11 (with venv) is needed beforehand; each target brings the rest.
.PHONY: run env test check fix bench docs audit
run env test check fix bench docs audit:
	@python3 tools/tasks.py $@
