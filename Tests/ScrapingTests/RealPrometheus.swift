import Documents
import Foundation
import Testing
import Transfer

/// Debian's Prometheus with a configuration of its own, on a port of its own, until it is let go.
final class RealPrometheus {
  private let process = Process()
  private let folder: URL
  private let port: Int

  /// Starts it; nil where it is not installed, which is recorded.
  init?(configuration: String) throws {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/prometheus") else {
      Issue.record("there is no /usr/bin/prometheus to compare with: apt-get install prometheus")
      return nil
    }
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("diagnose-prometheus-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appendingPathComponent("prometheus.yml")
    try Data(configuration.utf8).write(to: file)
    port = try Self.freePort()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/prometheus")
    process.arguments = [
      "--config.file=\(file.path)", "--storage.tsdb.path=\(folder.path)/data",
      "--web.listen-address=127.0.0.1:\(port)", "--log.level=error",
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: folder)
  }

  /// A port that was free a moment ago.
  private static func freePort() throws -> Int {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, length) == 0 ? getsockname(socket, $0, &length) : -1
      }
    }
    try #require(code == 0)
    return Int(UInt16(bigEndian: address.sin_port))
  }

  /// What its API answers; nil while it does not.
  func get(_ path: String) throws -> Node? {
    let request = TransferRequest(url: "http://127.0.0.1:\(port)/api/v1/\(path)")
    let result = try Transferrer().perform(request)
    guard result.failure == nil, let body = result.response?.body, !body.isEmpty else { return nil }
    return try Node(parsingJSON: body)["data"]
  }

  /// The last error of each job's one target, once all were scraped.
  func lastErrors(of jobs: Int) throws -> [String: String] {
    for _ in 0..<60 {
      usleep(500_000)
      let targets = try get("targets")?["activeTargets"]?.array ?? []
      guard targets.count == jobs, targets.allSatisfy({ $0["health"]?.string != "unknown" })
      else { continue }
      return Dictionary(
        targets.map { ($0["scrapePool"]?.string ?? "", $0["lastError"]?.string ?? "") },
        uniquingKeysWith: { first, _ in first })
    }
    Issue.record("Prometheus did not scrape all targets within 30 s")
    return [:]
  }

  /// The current samples of a job: labels in order, and the value.
  func samples(of job: String) throws -> [String: String] {
    let query = "query?query=%7Bjob%3D%22\(job)%22%7D"
    var samples: [String: String] = [:]
    for row in try get(query)?["result"]?.array ?? [] {
      let labels = (row["metric"]?.object ?? []).sorted { $0.key < $1.key }
        .map { "\($0.key)=\($0.value.string ?? "")" }
      samples[labels.joined(separator: ",")] = row["value"]?.array?[1].string ?? ""
    }
    return samples
  }
}
