import Foundation

/// A command run in a network namespace of its own, which is gone when it ends.
struct Shell {
  let output: String
  let errors: String
  let status: Int32

  /// Runs `script` with `input` as its standard input, in a folder that holds `files`. Needs root.
  init(inNamespace script: String, input: String = "", files: [String: String] = [:]) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("diagnose-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = { folder.appendingPathComponent($0) }
    try Data(input.utf8).write(to: file("in"))
    for (name, text) in files { try Data(text.utf8).write(to: file(name)) }
    for name in ["out", "err"] { try Data().write(to: file(name)) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["unshare", "-n", "sh", "-c", script]
    process.currentDirectoryURL = folder
    process.standardInput = try FileHandle(forReadingFrom: file("in"))
    process.standardOutput = try FileHandle(forWritingTo: file("out"))
    process.standardError = try FileHandle(forWritingTo: file("err"))
    var environment = ProcessInfo.processInfo.environment
    environment["PATH"] = "/usr/local/sbin:/usr/sbin:/sbin:/usr/local/bin:/usr/bin:/bin"
    process.environment = environment
    try process.run()
    process.waitUntilExit()
    output = String(decoding: try Data(contentsOf: file("out")), as: UTF8.self)
    errors = String(decoding: try Data(contentsOf: file("err")), as: UTF8.self)
    status = process.terminationStatus
  }
}

/// The recorded networks that come with the project.
enum Samples {
  /// Every file called `name` of every host of every snapshot.
  static func files(_ name: String) throws -> [(path: String, bytes: [UInt8])] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Samples/Snapshots")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path)
    return try paths.filter { $0.hasSuffix("/" + name) }.sorted().map { path in
      (path, [UInt8](try Data(contentsOf: root.appendingPathComponent(path))))
    }
  }
}

/// A generator whose numbers are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 &+ 1 }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
