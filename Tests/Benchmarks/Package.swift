// swift-tools-version: 6.2
import PackageDescription

/// What Foundation is made of, where it is linked into the program.
let staticFoundation: [LinkerSetting] = [
  "Foundation", "CoreFoundation", "_FoundationICU", "_FoundationCShims", "_FoundationCollections",
  "dispatch", "BlocksRuntime",
].map { .linkedLibrary($0) }

/// What `./kernel` times beside other tools: one reading of the live kernel, printing nothing.
let package = Package(
  name: "Benchmarks",
  dependencies: [.package(name: "diagnose", path: "../..")],
  targets: [
    .executableTarget(
      name: "read-kernel",
      dependencies: [.product(name: "KernelReaders", package: "diagnose")],
      // As the program itself is linked.
      linkerSettings: [.unsafeFlags(["-static-stdlib"])] + staticFoundation
    )
  ],
  swiftLanguageModes: [.v6]
)
