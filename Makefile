# Everything a newcomer needs: `make demo`, `make test`. Both install what is missing first.
SHELL := /bin/bash
SWIFT_FLAGS := --explicit-target-dependency-import-check error
SEEDS ?= 1..200
FLOWS ?= 50

.PHONY: help demo test format setup agree bench fuzz clean

help:
	@echo "make demo    install what is missing, build, and diagnose a recorded network"
	@echo "make test    install what is missing, build with warnings as errors, run every check"
	@echo "make agree   compare with the kernel: make agree SEEDS=1..1000"
	@echo "make bench   speed, as ratios against other tools in the same run"
	@echo "make fuzz    run each text reader under libFuzzer, FUZZ_SECONDS=60 each"
	@echo "make format  format the sources"

setup:
	@./.ci/setup

demo: setup
	swift build -c release --product diagnose $(SWIFT_FLAGS)
	@echo
	@echo '$$ diagnose target 10.43.4.242:8082 --snapshot Samples/Snapshots/argocd-refused'
	@.build/release/diagnose target 10.43.4.242:8082 --snapshot Samples/Snapshots/argocd-refused; \
	  code=$$?; test $$code -eq 1 || { echo "expected exit code 1 (blocked), got $$code"; exit 1; }

test: setup
	swift format lint --strict --recursive Sources Tests Package.swift
	swift build --build-tests $(SWIFT_FLAGS)
	swift test $(SWIFT_FLAGS) --skip-build

format:
	swift format format --in-place --recursive Sources Tests Package.swift

agree: setup
	SEEDS=$(SEEDS) FLOWS=$(FLOWS) swift test --filter KernelAgreementTests

bench: setup
	swift build -c release --product diagnose
	Tests/Benchmarks/run
	swift build -c release --package-path Tests/Benchmarks --scratch-path .build/benchmarks
	Tests/Benchmarks/kernel
	Tests/Benchmarks/audit
	Tests/Benchmarks/routes

fuzz: setup
	Tests/Fuzzing/run

clean:
	rm -rf .build
