// swift-tools-version: 6.2
import PackageDescription

/// Every module and every edge of the project. Dependencies point down this list only.
let swiftSettings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

/// A library module of ours; its tests, where it has any, live in `Tests/<name>Tests`.
func module(_ name: String, knows: [String], products: [Target.Dependency] = []) -> Target {
  .target(
    name: name,
    dependencies: knows.map { .target(name: $0) } + products,
    swiftSettings: swiftSettings
  )
}

func tests(
  of name: String, knows: [String] = [], exclude: [String] = [], resources: [Resource]? = nil
) -> Target {
  .testTarget(
    name: "\(name)Tests",
    dependencies: ([name] + knows).map { .target(name: $0) },
    exclude: exclude,
    resources: resources,
    swiftSettings: swiftSettings
  )
}

/// A module that holds one C library or the kernel by its pointers: checked for memory safety.
func wrapper(_ name: String, knows: [String]) -> Target {
  .target(
    name: name,
    dependencies: knows.map { .target(name: $0) },
    swiftSettings: swiftSettings + [.strictMemorySafety()]
  )
}

let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let argumentParser: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")

/// What Foundation is made of, where it is linked into the program.
let staticFoundation: [LinkerSetting] = [
  "Foundation", "CoreFoundation", "_FoundationICU", "_FoundationCShims", "_FoundationCollections",
  "dispatch", "BlocksRuntime",
].map { .linkedLibrary($0, .when(configuration: .release)) }

let package = Package(
  name: "diagnose",
  products: [
    .executable(name: "diagnose", targets: ["diagnose"]),
    // What Tests/Fuzzing feeds.
    .library(
      name: "Readers",
      targets: [
        "Addressing", "Documents", "Routing", "Firewall", "Cluster", "Exposition", "Relabelling",
        "PrometheusConfiguration", "Discovery",
      ]),
    // What Tests/Benchmarks times.
    .library(name: "KernelReaders", targets: ["Kernel"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // C: headers and `static inline` shims, nothing else
    .target(
      name: "CNetfilter", linkerSettings: [.linkedLibrary("mnl"), .linkedLibrary("nftnl")]),
    .target(name: "CPacketCapture", linkerSettings: [.linkedLibrary("pcap")]),
    .target(name: "CCurl"),  // loads libcurl when it is needed
    .target(name: "CZlib", linkerSettings: [.linkedLibrary("z")]),
    .target(name: "CSnappy", linkerSettings: [.linkedLibrary("snappy")]),
    .target(name: "CChildProcess"),
    .target(name: "CExposition"),
    .target(name: "CProbe"),
    .target(name: "CRE2", linkerSettings: [.linkedLibrary("re2")]),
    .target(name: "CResolver"),
    // libyaml comes with Yams
    .target(name: "CYAML", dependencies: [yams]),
    // words
    module("Addressing", knows: []),
    module("Documents", knows: [], products: [yams]),
    wrapper("RegularExpressions", knows: ["CRE2"]),
    wrapper("YAMLSyntax", knows: ["CYAML"]),
    // things
    module("Routing", knows: ["Addressing", "Documents"]),
    module("Firewall", knows: ["Addressing", "Documents"]),
    module("Cluster", knows: ["Addressing", "Documents"]),
    module(
      "Snapshots",
      knows: ["Addressing", "Documents", "Routing", "Firewall", "Cluster", "CZlib"]),
    // label sets and the rules that rewrite them
    module("Relabelling", knows: ["Documents", "RegularExpressions"]),
    // Prometheus text, OpenMetrics, protobuf: bytes and samples
    module("Exposition", knows: ["CExposition"]),
    module(
      "PrometheusConfiguration",
      knows: ["Addressing", "Documents", "YAMLSyntax", "Relabelling", "RegularExpressions"]),
    // who is scraped: what a configuration finds, and what its rules make of it
    module("Discovery", knows: ["Documents", "PrometheusConfiguration", "Relabelling"]),
    // what was seen of one flow: attempts, packets, and what they mean
    module("Observations", knows: ["Addressing"]),
    // sources
    wrapper(
      "Kernel",
      knows: ["Addressing", "Documents", "Routing", "Firewall", "Snapshots", "CNetfilter"]),
    wrapper("Capture", knows: ["Addressing", "Observations", "CPacketCapture"]),
    wrapper("Transfer", knows: ["Addressing", "CCurl"]),
    module(
      "Scraping",
      knows: [
        "Addressing", "Documents", "Exposition", "Relabelling", "PrometheusConfiguration",
        "Discovery", "Transfer", "ClusterAccess", "CZlib", "CResolver",
      ]),
    // agent mode: a write-ahead log, and what sends it on
    module(
      "RemoteWrite",
      knows: [
        "Exposition", "Relabelling", "PrometheusConfiguration", "Scraping", "Transfer", "CSnappy",
        "CZlib",
      ]),
    module("Probing", knows: ["Addressing", "Observations", "Transfer", "CProbe"]),
    module(
      "Collecting",
      knows: ["Addressing", "Documents", "Cluster", "Snapshots", "CChildProcess"]),
    module(
      "ClusterAccess",
      knows: ["Addressing", "Documents", "Cluster", "Transfer", "CChildProcess"]),
    // consequences
    module("Policies", knows: ["Addressing", "Cluster"]),
    module(
      "Simulation",
      knows: ["Addressing", "Documents", "Routing", "Firewall", "Cluster", "Snapshots"]),
    module(
      "RouteSetup", knows: ["Addressing", "Documents", "Routing", "Cluster", "Snapshots"]),
    module(
      "Diagnosis",
      knows: [
        "Addressing", "Documents", "Routing", "Firewall", "Cluster", "Snapshots", "Policies",
        "Simulation", "RouteSetup", "Observations",
      ]),
    // said
    module(
      "Reporting",
      knows: [
        "Addressing", "Documents", "Routing", "Firewall", "Cluster", "Snapshots", "Policies",
        "Simulation", "RouteSetup", "Diagnosis", "Observations",
      ]),
    .executableTarget(
      name: "diagnose",
      dependencies: [
        "Addressing", "Documents", "Routing", "Firewall", "Cluster", "Snapshots", "Policies",
        "Simulation", "RouteSetup", "Diagnosis", "Reporting", "Observations", "Probing", "Capture",
        "Kernel", "Transfer", "Collecting", "ClusterAccess", "Relabelling", "Discovery",
        "RegularExpressions", "Exposition", "Scraping", "PrometheusConfiguration", "RemoteWrite",
        argumentParser,
      ],
      swiftSettings: swiftSettings,
      // One file without Swift's libraries: a release starts in a third of the time, and can be
      // copied to a machine that has no toolchain.
      linkerSettings: [
        .unsafeFlags(["-static-stdlib"], .when(configuration: .release))
      ] + staticFoundation
    ),
    tests(of: "Addressing"),
    tests(of: "Exposition", knows: ["Documents"]),
    tests(
      of: "Scraping",
      knows: [
        "Addressing", "Documents", "Exposition", "Relabelling", "PrometheusConfiguration",
        "Discovery",
        "Transfer", "ClusterAccess", "ServerLab", "ControlPlane",
      ]),
    tests(
      of: "RemoteWrite",
      knows: [
        "Documents", "Exposition", "Relabelling", "PrometheusConfiguration", "Scraping", "Transfer",
        "diagnose",
      ],
      exclude: ["Fixtures"]),
    tests(of: "Documents"),
    tests(
      of: "Routing", knows: ["Addressing", "Documents", "KernelLab"], exclude: ["Fixtures"]),
    tests(
      of: "Firewall", knows: ["Addressing", "Documents"], exclude: ["NFTables/Fixtures"]),
    tests(of: "Cluster", knows: ["Addressing", "Documents"]),
    tests(
      of: "PrometheusConfiguration",
      knows: ["Addressing", "Documents", "YAMLSyntax", "Relabelling"],
      resources: [.copy("Fixtures/configurations.json")]),
    tests(of: "Snapshots", knows: ["Addressing", "Documents", "Routing", "Firewall", "Cluster"]),
    tests(
      of: "Collecting", knows: ["Addressing", "Documents", "Routing", "Cluster", "Snapshots"]),
    tests(of: "Policies", knows: ["Addressing", "Documents", "Cluster"]),
    tests(
      of: "Simulation",
      knows: ["Addressing", "Documents", "Routing", "Firewall", "Cluster", "Snapshots"]),
    tests(
      of: "Diagnosis",
      knows: [
        "Addressing", "Documents", "Routing", "Firewall", "Cluster", "Snapshots", "Policies",
        "Simulation", "Reporting",
      ]),
    tests(of: "RouteSetup", knows: ["Addressing", "Documents", "Routing", "Cluster", "Snapshots"]),
    tests(of: "diagnose", knows: ["Addressing", "Documents", "ServerLab"]),
    tests(
      of: "Kernel",
      knows: [
        "Addressing", "Documents", "Routing", "Firewall", "Snapshots", "CNetfilter", "KernelLab",
        "CNetworkNamespace",
      ]),
    // servers of our own, on loopback
    .target(
      name: "ServerLab", dependencies: ["Documents"], path: "Tests/Support/ServerLab",
      exclude: ["server.py", "targets.py"], swiftSettings: swiftSettings),
    .target(
      name: "ControlPlane", dependencies: ["CChildProcess"], path: "Tests/Support/ControlPlane",
      swiftSettings: swiftSettings),
    tests(of: "Transfer", knows: ["Addressing", "Documents", "ServerLab"]),
    tests(
      of: "ClusterAccess",
      knows: [
        "Addressing", "Documents", "Cluster", "Transfer", "ServerLab", "ControlPlane",
        "PrometheusConfiguration",
      ]),
    .target(
      name: "PrometheusLab", dependencies: ["Documents"], path: "Tests/Support/PrometheusLab",
      exclude: ["prometheus.py"], swiftSettings: swiftSettings),
    tests(
      of: "Discovery",
      knows: ["Documents", "PrometheusConfiguration", "PrometheusLab", "Relabelling"]),
    tests(of: "Relabelling", knows: ["Documents", "PrometheusLab"]),
    tests(of: "Observations", knows: ["Addressing", "Diagnosis"]),
    tests(of: "Capture", knows: ["Addressing", "Observations", "Reporting", "Collecting"]),
    tests(of: "Probing", knows: ["Addressing", "Documents", "Observations", "Collecting"]),
    // the kernel as oracle: namespaces, probes, and the simulation held against them
    .target(
      name: "CNetworkNamespace", path: "Tests/Support/CNetworkNamespace"),
    .target(
      name: "KernelLab", dependencies: ["Addressing", "CNetworkNamespace"],
      path: "Tests/Support/KernelLab", swiftSettings: swiftSettings),
    .testTarget(
      name: "LabTests", dependencies: ["Collecting", "diagnose"], swiftSettings: swiftSettings),
    .testTarget(
      name: "KernelAgreementTests",
      dependencies: [
        "Addressing", "Documents", "Firewall", "Kernel", "KernelLab", "Simulation", "Snapshots",
        "diagnose",
      ],
      exclude: ["Fixtures"], swiftSettings: swiftSettings),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
