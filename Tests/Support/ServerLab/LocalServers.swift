import Documents
import Foundation

/// `server.py` beside this file: well and badly behaved servers on loopback, for one test process.
public final class LocalServers: Sendable {
  /// The ports by name: `plain`, `tls`, `expired`, ….
  public let ports: [String: Int]
  /// The folder with `ca.crt`, `stranger.crt`, `client.crt`, `client.key`.
  public let folder: String
  /// Held open: the servers end with it, and so with this process.
  private let input: Pipe

  /// The servers, started once.
  public static let shared = Result { try LocalServers() }

  private init() throws {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("server.py")
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

  /// `http://127.0.0.1:PORT/path`, or https where the server speaks TLS.
  public func url(_ server: String, _ path: String, host: String = "127.0.0.1") -> String {
    let scheme = ["plain", "second", "silent", "proxy"].contains(server) ? "http" : "https"
    return "\(scheme)://\(host):\(ports[server] ?? 0)\(path)"
  }

  /// The path of a certificate or key.
  public func file(_ name: String) -> String { "\(folder)/\(name)" }

  enum Failure: Error { case didNotStart }
}
