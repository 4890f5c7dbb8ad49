import Foundation
import Testing

@testable import Collecting

/// Builds every scenario in network namespaces, where the kernel is the oracle: connect(2), the tool on
/// the live hosts and the tool on what `collect` wrote of them must agree.
///
/// `LAB=cause,cause` runs only those.
@Suite struct LabRunTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  static let causes: [String] = {
    let chosen = ProcessInfo.processInfo.environment["LAB"] ?? ""
    if !chosen.isEmpty { return chosen.split(separator: ",").map(String.init) }
    let folder = "\(root)/Probes/Scenarios"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { FileManager.default.fileExists(atPath: "\(folder)/\($0)/scenario.py") }
      .sorted()
  }()

  @Test func `there are scenarios`() {
    #expect(Self.causes.count >= (ProcessInfo.processInfo.environment["LAB"] == nil ? 25 : 1))
  }

  @Test(arguments: causes)
  func `three answers agree, broken and healthy`(cause: String) throws {
    try hold(cause)
  }

  /// A real sshd on every node, asked by the scraper alone.
  @Test(arguments: ["networkpolicy-denies-source", "target-port-not-listening"])
  func `the answer through ssh is the same`(cause: String) throws {
    try hold(cause, "--via")
  }

  private func hold(_ cause: String, _ options: String...) throws {
    let child = try ChildProcess.run(
      ["python3", "\(Self.root)/Probes/run", "--tool", Self.tool, "--json"] + options + [cause],
      seconds: 300)
    let lines = String(decoding: child.output, as: UTF8.self).split(separator: "\n").map(
      String.init)
    #expect(lines.count == 2, "a broken and a healthy network: \(lines)")
    for line in lines {
      #expect(line.contains(#""agrees": true"#), "\(line)")
    }
    #expect(child.status == 0, "\(child.errors)")
  }

  /// The program that was built beside this test.
  static var tool: String {
    let own = Bundle.main.executablePath ?? CommandLine.arguments[0]
    let built = URL(filePath: own).deletingLastPathComponent().appending(path: "diagnose").path
    return FileManager.default.isExecutableFile(atPath: built)
      ? built : "\(root)/.build/debug/diagnose"
  }
}
