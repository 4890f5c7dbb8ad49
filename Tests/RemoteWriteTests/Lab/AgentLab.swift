import Dispatch
import Documents
import Foundation
import Testing
import Transfer

/// `receiver.py`, and agents that are run against it, in a folder of their own.
final class AgentLab {
  let folder: URL
  let port: Int
  private let process = Process()
  /// Held open: the receiver ends with it.
  private let input = Pipe()

  static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures")

  /// The tool beside the running tests.
  static let tool: URL = {
    let beside = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "diagnose")
    let root = fixtures.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return FileManager.default.isExecutableFile(atPath: beside.path)
      ? beside : root.appending(path: ".build/debug/diagnose")
  }()

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "diagnose-agent-\(UInt64.random(in: 0 ... .max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", Self.fixtures.appending(path: "receiver.py").path]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    port = try #require(Int(line.trimmingCharacters(in: .whitespacesAndNewlines)))
  }

  deinit {
    process.terminate()
    try? FileManager.default.removeItem(at: folder)
  }

  /// What an agent says that is run on a configuration, in which `PORT` is the receiver's.
  func run(_ configuration: String, _ arguments: [String]) throws -> Node {
    let lines = try run(lines: configuration, arguments)
    return try Node(parsingJSON: Array(try #require(lines.last).utf8))
  }

  /// Its lines.
  func run(lines configuration: String, _ arguments: [String]) throws -> [String] {
    let file = folder.appending(path: "agent.yml")
    let text = configuration.replacing("PORT", with: "\(port)")
    try Data(text.utf8).write(to: file)
    let said = folder.appending(path: "said")
    try Data().write(to: said)
    let agent = Process()
    agent.executableURL = Self.tool
    agent.arguments =
      [
        "scrape", "run", "--config", file.path, "--agent", "--storage",
        folder.appending(path: "log").path, "--output", "json",
      ] + arguments
    agent.standardOutput = try FileHandle(forWritingTo: said)
    let ended = DispatchSemaphore(value: 0)
    agent.terminationHandler = { _ in ended.signal() }
    try agent.run()
    if ended.wait(timeout: .now() + 60) == .timedOut {
      kill(agent.processIdentifier, SIGKILL)
      Issue.record("the agent did not end within a minute")
    }
    let lines = String(decoding: try Data(contentsOf: said), as: UTF8.self)
    return lines.split(separator: "\n").map(String.init)
  }

  /// Runs a Python program to its end.
  static func python(_ arguments: [String]) throws -> (status: Int32, output: String) {
    let said = FileManager.default.temporaryDirectory.appending(
      path: "diagnose-said-\(UInt64.random(in: 0 ... .max))")
    try Data().write(to: said)
    defer { try? FileManager.default.removeItem(at: said) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    process.standardOutput = try FileHandle(forWritingTo: said)
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    ended.wait()
    return (process.terminationStatus, String(decoding: try Data(contentsOf: said), as: UTF8.self))
  }

  /// What the receiver has seen at a path.
  func seen(_ path: String) throws -> [Node] {
    let result = try Transferrer().perform(
      TransferRequest(url: "http://127.0.0.1:\(port)/seen"))
    let all = try Node(parsingJSON: try #require(result.response).body)
    return (all.array ?? []).filter { $0["path"]?.string == path }
  }

  /// A configuration of one target and one remote.
  static func configuration(
    metrics: String = "/metrics", write: String, more: String = "", interval: String = "300ms"
  ) -> String {
    """
    global: {scrape_interval: \(interval), scrape_timeout: \(interval), external_labels: {via: agent, job: no}}
    scrape_configs:
    - job_name: j
      metrics_path: \(metrics)
      static_configs: [{targets: ["127.0.0.1:PORT"]}]
    remote_write:
    - url: http://127.0.0.1:PORT\(write)
      queue_config: {batch_send_deadline: 200ms}
      \(more)
    """
  }
}
