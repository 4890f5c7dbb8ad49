import Foundation
import PrometheusConfiguration
import Testing

/// Configurations, good and bad, held against Debian's promtool 2.42.
struct PromtoolAgreementTests {
  private struct Case: Decodable {
    var name: String
    /// The file's bytes, each as one character.
    var bytes: String

    var content: [UInt8] { bytes.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } }
  }

  @Test func `accepts and refuses what promtool does, in the same words`() throws {
    let url = try #require(Bundle.module.url(forResource: "configurations", withExtension: "json"))
    let cases = try JSONDecoder().decode([Case].self, from: Data(contentsOf: url))
    #expect(cases.count > 1400)
    let answers = try Promtool.answers(to: cases.map(\.content))
    var agreed = 0
    for (one, theirs) in zip(cases, answers) {
      let ours = Self.answer(one.content)
      if ours == theirs {
        agreed += 1
      } else {
        #expect(
          Changes.explain(ours: ours, theirs: theirs),
          "\(one.name)\npromtool: \(theirs ?? "good")\nours: \(ours ?? "good")")
      }
    }
    // What differs is what changed in Prometheus 3, and no more than that.
    #expect(Double(agreed) / Double(cases.count) > 0.94)
  }

  /// The message, nil for a good file.
  private static func answer(_ content: [UInt8]) -> String? {
    do throws(Rejection) {
      _ = try Configuration(parsing: content)
      return nil
    } catch {
      return Promtool.normalised(error.message)
    }
  }
}

/// What Prometheus 3 says otherwise than 2.42.
private enum Changes {
  static func explain(ours: String?, theirs: String?) -> Bool {
    guard let theirs else {
      // tls_config is validated as soon as it is read.
      return ours?.hasPrefix("exactly one of ") == true
    }
    guard let ours else { return isAllowedNow(theirs) }
    let changed = [
      ("not a valid duration string", "unknown unit "),
      ("config.OAuth2", "config.plain"), ("`^(?:", "`^(?s:"),
      ("at most one of basic_auth password & password_file", "password_ref"),
      ("at most one of oauth2 client_secret & client_secret_file", "client_secret_ref"),
      ("either oauth2 client_secret or client_secret_file", "token_url must be configured"),
      ("specified without client", "exactly one of "), ("or sigv4 parameter", "google_iam"),
      ("one of [v1 v2]", "one of [v2]"), ("(one of: instance, hypervisor)", "loadbalancer"),
      (#""OAuth" or "ManagedIdentity""#, #"or "SDK""#),
    ]
    return changed.contains { theirs.contains($0.0) && ours.contains($0.1) }
  }

  /// Names of any UTF-8, NS records, and OAuth 2 without a secret are good; what promtool finds in
  /// targets once the file is loaded is no matter of loading. go-yaml 2 does not skip a late BOM,
  /// and the forms of Scaleway's keys are not known here.
  private static func isAllowedNow(_ theirs: String) -> Bool {
    [
      "is not a valid label name", "is invalid 'target_label'", "is invalid 'replacement'",
      "records type NS", "either oauth2 client_secret", "instance 0 in group 0",
      "yaml: line 3: could not find expected ':'", "scaleway-sdk-go: invalid access key",
    ].contains { theirs.contains($0) }
  }
}

/// `promtool check config` over many files in one run.
private enum Promtool {
  static func answers(to contents: [[UInt8]]) throws -> [String?] {
    let directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("promtool-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    for (index, content) in contents.enumerated() {
      try Data(content).write(to: directory.appendingPathComponent("c\(index).yml"))
    }
    let output = try run(
      ["check", "config", "--syntax-only"] + contents.indices.map { "c\($0).yml" }, in: directory)
    return output.components(separatedBy: "Checking c").dropFirst().map { part in
      guard let failed = part.range(of: "FAILED: ") else { return nil }
      var message = String(part[failed.upperBound...])
      if message.hasPrefix("parsing YAML file "), let colon = message.range(of: ".yml: ") {
        message = String(message[colon.upperBound...])
      }
      return normalised(message)
    }
  }

  /// Without the indentation, which promtool changes.
  static func normalised(_ message: String) -> String {
    message.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private static func run(_ arguments: [String], in directory: URL) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/promtool")
    process.arguments = arguments
    process.currentDirectoryURL = directory
    let output = directory.appendingPathComponent("output")
    _ = FileManager.default.createFile(atPath: output.path, contents: nil)
    let handle = try FileHandle(forWritingTo: output)
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    process.waitUntilExit()
    return String(decoding: try Data(contentsOf: output), as: UTF8.self)
  }
}
