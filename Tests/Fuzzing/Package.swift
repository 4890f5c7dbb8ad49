// swift-tools-version: 6.2
import PackageDescription

/// One libFuzzer executable that holds every text reader; `./run` starts it once for each.
let package = Package(
  name: "Fuzzing",
  dependencies: [.package(name: "diagnose", path: "../..")],
  targets: [
    .executableTarget(
      name: "fuzz-readers",
      dependencies: [.product(name: "Readers", package: "diagnose")]
    )
  ]
)
