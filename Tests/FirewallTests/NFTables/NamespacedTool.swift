import Foundation

/// Runs a shell script in a network namespace of its own, with `input` as standard input.
struct NamespacedTool {
  var script: String
  var input: [UInt8] = []

  /// What the script said.
  struct Outcome {
    var status: Int32
    var output: [UInt8]
    var complaints: String
  }

  func run() throws -> Outcome {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("namespaced-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = ["in", "out", "err"].map { folder.appendingPathComponent($0) }
    try Data(input).write(to: files[0])
    for file in files[1...] { try Data().write(to: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["unshare", "-n", "sh", "-c", "ip link set lo up\n" + script]
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: Array(try Data(contentsOf: files[1])),
      complaints: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self))
  }
}
