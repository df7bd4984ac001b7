# run | env | test | check | fix | bench | docs, nothing more. Every target works on a machine with only Python >= 3.11 and make.
.PHONY: run env test check fix bench docs
run:   ; @tools/run
env:   ; @tools/env
test:  ; @tools/test
check: ; @tools/check
fix:   ; @tools/fix
bench: ; @tools/bench
docs:  ; @tools/docs
