import Foundation
import Testing

@testable import Collecting

/// What `routes persist` writes, read by networkd, netplan, nmcli, ifup and sysctl themselves; `remove`
/// leaves every file as it was.
@Suite struct PersistRunTests {
  @Test func `each program reads what was written for it`() throws {
    let child = try ChildProcess.run(
      ["python3", "\(LabRunTests.root)/Probes/persist", "--tool", LabRunTests.tool], seconds: 300)
    let said = String(decoding: child.output, as: UTF8.self)
    #expect(child.status == 0, "\(said) \(child.errors)")
    #expect(!said.contains("FAILS"))
    for name in ["networkd:", "netplan:", "networkmanager:", "ifupdown:", "sysctl:"] {
      #expect(said.contains(name), "\(said)")
    }
  }
}
