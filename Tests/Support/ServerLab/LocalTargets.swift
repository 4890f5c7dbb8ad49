public import Documents
import Foundation

/// `targets.py` beside this file: targets of every kind on loopback, for one test process.
public final class LocalTargets: Sendable {
  /// The ports by name: `plain`, `tls-expired`, `closed`, ….
  public let ports: [String: Int]
  /// The folder with `ca.crt` and `stranger.crt`.
  public let folder: String
  /// Held open: the targets end with it, and so with this process.
  private let input: Pipe

  /// The targets, started once.
  public static let shared = Result { try LocalTargets() }

  private init() throws {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("targets.py")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", script.path]
    let output = Pipe()
    input = Pipe()
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    var line: [UInt8] = []
    while !line.contains(10) {
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else { throw Failure.didNotStart }
      line += more
    }
    let node = try Node(parsingJSON: line)
    var ports: [String: Int] = [:]
    for member in node["ports"]?.object ?? [] { ports[member.key] = member.value.int }
    self.ports = ports
    folder = node["folder"]?.string ?? ""
  }

  /// `127.0.0.1:PORT`.
  public func address(_ name: String, host: String = "127.0.0.1") -> String {
    "\(host):\(ports[name] ?? 0)"
  }

  /// The header fields of each request to a server, by path, as the server tells them.
  public func seen(by name: String) throws -> Node {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["curl", "-sf", "http://\(address(name))/seen"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = Array(output.fileHandleForReading.readDataToEndOfFile())
    process.waitUntilExit()
    return try Node(parsingJSON: bytes)
  }

  enum Failure: Error { case didNotStart }
}
