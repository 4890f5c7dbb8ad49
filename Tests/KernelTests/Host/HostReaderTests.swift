import Addressing
import Firewall
import KernelLab
import Routing
import Snapshots
import Testing

@testable import Kernel

@Suite struct HostReaderTests {
  @Test func `reads a whole namespace`() throws {
    let lab = try Lab()
    try lab.ip(RouteTests.links + "\n" + RouteTests.routes)
    let host = try HostReader(lab.namespace, name: "lab", role: .router).read()
    #expect(host.links.value?.map(\.name) == ["lo", "v1", "v0", "v3", "v2"])
    #expect(host.routes.ipv4.value?.isEmpty == false)
    #expect(host.rules.ipv6.value?.isEmpty == false)
    #expect(host.sysctls.value?.number("net.ipv4.ip_forward") == 0)
    #expect(host.tcpListeners.value == [])
    #expect(host.ipsets.value?.count == 0)
    #expect(host.networkStack.link("v0") != nil)
  }

  @Test func `says why a piece is missing`() throws {
    var reading = HostReading(HostSnapshot(name: "h", role: .router))
    reading.read(\.ipsets) { () throws(KernelError) in
      throw .notPermitted(subject: "the sets", needs: .netAdmin)
    }
    #expect(reading.host.ipsets == .missing(file: "hosts/h/ipset-save.txt"))
    #expect(
      reading.host.reasons["hosts/h/ipset-save.txt"]
        == "the sets needs CAP_NET_ADMIN: run as root, or with that capability")
  }

  @Test func `reads the settings that sysctl prints`() throws {
    let lab = try Lab()
    try lab.ip("link add name eth0.5 type bridge")
    let native = try lab.read { () throws(KernelError) in try SysctlReader().read() }
    let (_, printed) = try lab.inside.attempt(["sysctl", "-a"])
    let tool = try Sysctls(parsing: Array(printed.utf8))
    #expect(native.values.count > 60)
    #expect(native["net.ipv4.conf.eth0/5.rp_filter"] != nil)
    for (key, value) in native.values { #expect(tool[key] == value, "\(key)") }
  }
}
