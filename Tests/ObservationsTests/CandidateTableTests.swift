import Addressing
import Diagnosis
import Testing

@testable import Observations

@Suite struct CandidateTableTests {
  @Test func `names only causes of the catalogue, each once`() {
    let known = Set(CauseID.allCases.map(\.rawValue))
    let named = CandidateTable.rows.map(\.cause)
    #expect(Set(named).subtracting(known) == [])
    #expect(named.count == Set(named).count)
  }

  @Test(arguments: ProbeSign.allCases.filter { $0 != .unknown })
  func `has a cause for every sign`(sign: ProbeSign) {
    #expect(CandidateTable.rows.contains { $0.signs[sign] != nil })
  }

  @Test(arguments: ["10.43.4.242", "fd00:43::1"])
  func `admits a leak to the default gateway only where the default route is taken`(
    address: String
  ) throws {
    let target = Endpoint(try #require(IPAddress(parsing: address)), port: 80)
    let finding = ProbeFinding(sign: .silence, place: .hop, clientSees: "timeout")
    let row = try #require(
      CandidateTable.rows.first { $0.cause == "route-leaks-to-default-gateway" })
    let family = target.address.family
    var route = RouteAnswer(
      interface: "eth0", gateway: .zero(family), prefix: IPPrefix(everyAddressOf: family),
      source: nil)
    #expect(row.admits(finding, route: route))
    route.prefix = IPPrefix(host: target.address)
    #expect(!row.admits(finding, route: route))
  }

  /// Silence that was heard of as far as `place`.
  private func listed(_ place: ProbePlace) -> Set<String> {
    let finding = ProbeFinding(sign: .silence, place: place, clientSees: "timeout")
    return Set(CandidateTable.rows.filter { $0.admits(finding, route: nil) }.map(\.cause))
  }

  @Test func `leaves out what lies further on only where routers were heard of`() {
    #expect(listed(.start).isSuperset(of: listed(.translated)))
    #expect(listed(.hop).isSuperset(of: listed(.translated)))
    #expect(!listed(.translated).contains("internal-traffic-policy-local"))
  }
}
