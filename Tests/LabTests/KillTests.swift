import Foundation
import Testing

@testable import Collecting

/// `routes apply` killed at random points: the old state or the new, never half. `KILLS=200` and
/// `SEED=N` as wanted.
@Suite struct KillTests {
  @Test func `a killed apply leaves the old routes or the new`() throws {
    let environment = ProcessInfo.processInfo.environment
    let seed = environment["SEED"] ?? "\(UInt32.random(in: 0 ... .max))"
    let child = try ChildProcess.run(
      [
        "python3", "\(LabRunTests.root)/Probes/kill", "--tool", LabRunTests.tool, "--times",
        environment["KILLS"] ?? "12", "--seed", seed,
      ], seconds: 900)
    let said = String(decoding: child.output, as: UTF8.self)
    print(said)
    #expect(child.status == 0, "\(said) \(child.errors)")
    #expect(said.contains(#""half": 0"#))
  }
}
