# Nothing but Python >= 3.11 (with venv) is needed beforehand; each target brings the rest.
.PHONY: run env test check fix bench docs
run env test check fix bench docs:
	@python3 tools/tasks.py $@
