import Foundation
import Testing

@testable import Collecting

/// Builds networks without routes to the cluster, and lets the tool set them up: real connections fail
/// before and succeed after, and `remove` leaves what `ip route save` printed before.
///
/// `SETUP=name,name` runs only those.
@Suite struct SetupRunTests {
  static let names: [String] = {
    let chosen = ProcessInfo.processInfo.environment["SETUP"] ?? ""
    if !chosen.isEmpty { return chosen.split(separator: ",").map(String.init) }
    let folder = "\(LabRunTests.root)/Probes/Setups"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".py") }.map { String($0.dropLast(3)) }.sorted()
  }()

  @Test(arguments: names)
  func `no routes, plan, apply, connect, remove`(name: String) throws {
    let child = try ChildProcess.run(
      ["python3", "\(LabRunTests.root)/Probes/setup", "--tool", LabRunTests.tool, "--json", name],
      seconds: 300)
    #expect(child.status == 0, "\(String(decoding: child.output, as: UTF8.self)) \(child.errors)")
  }
}
