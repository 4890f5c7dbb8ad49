public import Documents
import Foundation

/// Debian's prometheus and promtool, asked as oracles. Everything stays on loopback.
public enum PrometheusLab {
  /// What went wrong, with what the program printed.
  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }

  /// The targets of a configuration, as `/api/v1/targets` lists them once there are `count`.
  public static func targets(of configuration: String, count: Int) throws -> Node {
    let folder = try Folder()
    let path = try folder.write(configuration, as: "prometheus.yml")
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("prometheus.py").path
    let answer = try run(["python3", script, path, String(count)])
    guard answer.status == 0 else { throw Failure(description: answer.errors) }
    return try Node(parsingJSON: Array(answer.output.utf8))["targets"] ?? Node(.null)
  }

  /// What promtool says of a configuration: nil where it is good, else its reason.
  public static func refusal(of configuration: String) throws -> String? {
    let folder = try Folder()
    let path = try folder.write(configuration, as: "prometheus.yml")
    let answer = try run(["promtool", "check", "config", path])
    guard answer.status != 0 else { return nil }
    guard let start = answer.errors.range(of: "FAILED: ")?.upperBound else {
      throw Failure(description: answer.errors)
    }
    let text = String(answer.errors[start...])
    let prefix = "parsing YAML file \(path): "
    let reason = text.range(of: prefix)?.upperBound ?? text.startIndex
    return String(text[reason...]).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private static func run(_ command: [String]) throws -> (
    status: Int32, output: String, errors: String
  ) {
    let folder = try Folder()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    // Files rather than pipes: nobody has to drain them meanwhile.
    let output = try folder.write("", as: "output")
    let errors = try folder.write("", as: "errors")
    process.standardOutput = FileHandle(forWritingAtPath: output)
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    process.waitUntilExit()
    return (
      process.terminationStatus, try String(contentsOfFile: output, encoding: .utf8),
      try String(contentsOfFile: errors, encoding: .utf8)
    )
  }
}

/// A temporary folder that goes with its last holder.
private final class Folder {
  private let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent(
      "prometheus-lab-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func write(_ text: String, as name: String) throws -> String {
    let file = url.appendingPathComponent(name)
    try Data(text.utf8).write(to: file)
    return file.path
  }
}
