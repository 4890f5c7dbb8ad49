import Dispatch
import Foundation

/// The tool itself, run as an operator runs it.
struct Tool {
  struct Answer {
    var code: Int32
    var output: String
    var complaints: String

    var lines: [String] { output.split(separator: "\n").map(String.init) }
  }

  /// The root of the repository.
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func sample(_ path: String) -> String { root.appending(path: "Samples/\(path)").path }

  /// The tool beside the running tests.
  static let executable: URL = {
    let beside = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "diagnose")
    return FileManager.default.isExecutableFile(atPath: beside.path)
      ? beside : root.appending(path: ".build/debug/diagnose")
  }()

  /// Runs the tool with `input` on its standard input.
  static func run(_ arguments: String..., input: String = "") throws -> Answer {
    try run(arguments, input: Array(input.utf8))
  }

  static func run(_ arguments: [String], input: [UInt8]) throws -> Answer {
    try run(executable, arguments, input: input)
  }

  /// Runs another program the same way.
  static func run(_ program: URL, _ arguments: [String], input: [UInt8]) throws -> Answer {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "diagnose-test-\(UInt64.random(in: 0 ... .max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // Files, not pipes: neither side can block the other.
    let files = ["in", "out", "err"].map { folder.appending(path: $0) }
    try Data(input).write(to: files[0])
    try Data().write(to: files[1])
    try Data().write(to: files[2])
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    // Foundation's own wait turns a run loop and can miss the end; the handler does not.
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    ended.wait()
    return Answer(
      code: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: files[1]), as: UTF8.self),
      complaints: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self))
  }
}
