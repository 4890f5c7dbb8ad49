import Addressing
import CNetworkNamespace
import Firewall
import Glibc
import KernelLab
import Routing
import Snapshots
import Testing

@testable import Kernel

/// What can go wrong while a host is read. `KERNEL_SECONDS`, `KERNEL_NAMESPACES` and `KERNEL_ROUNDS`
/// make more of it.
@Suite(.serialized) struct FaultTests {
  private static let seconds = number("KERNEL_SECONDS", 3)

  /// 2,000 routes of some 60 bytes, in messages of 16 KiB and more.
  private static let messagesOfADump = 10

  private static func number(_ name: String, _ usual: Int) -> Int {
    getenv(name).flatMap { Int(String(cString: $0)) } ?? usual
  }

  private func repeating(_ body: () throws -> Void) rethrows -> Int {
    let end = time(nil) + Self.seconds
    var rounds = 0
    while time(nil) < end {
      try body()
      rounds += 1
    }
    return rounds
  }

  /// A dump of routes comes in several messages, between which the table may change, and the kernel
  /// does not say so (it does for rules and sets): each message can miss the one route that is out.
  @Test func `reads routes while another changes them, and none twice`() throws {
    let lab = try Lab()
    try lab.ip(RouteTests.links)
    let count = 2000
    try lab.ip(
      (0..<count).map { "route add 10.9.\($0 >> 8).\($0 & 255) via 10.0.0.2" }.joined(
        separator: "\n"))
    // Every route is taken out and put back, so that one at most is missing at any moment.
    let changes = (0..<count).map {
      let route = "10.9.\($0 >> 8).\($0 & 255) via 10.0.0.2"
      return "route del \(route)\nroute add \(route)\n"
    }.joined()
    try changes.withCString { text in
      let file = fopen("/tmp/routes-\(getpid())", "w")
      try #require(file != nil)
      fputs(text, file)
      fclose(file)
    }
    defer { unlink("/tmp/routes-\(getpid())") }
    let writer = try Background(
      lab, ["sh", "-c", "while :; do ip -batch /tmp/routes-\(getpid()) || exit; done"])
    var changing = 0
    let rounds = try repeating {
      do {
        let routes = try lab.read { () throws(KernelError) in try RoutingReader().routes(.ipv4) }
        let written = routes.filter { $0.table == .main && $0.destination.length == 32 }
        #expect((count - Self.messagesOfADump...count).contains(written.count))
        #expect(Set(written.map(\.destination)).count == written.count)
      } catch KernelError.changing(subject: "the ipv4 routes", attempts: NetlinkSocket.attempts) {
        changing += 1
      }
    }
    print("read \(rounds) times beside a writer, \(changing) times it changed under every attempt")
    #expect(changing < rounds)
    withExtendedLifetime(writer) {}
  }

  @Test func `bears interfaces that vanish`() throws {
    let lab = try Lab()
    let maker = try Background(
      lab,
      [
        "sh", "-c",
        "while :; do ip link add v0 type veth peer name v1; ip addr add 10.0.0.1/24 dev v0; "
          + "ip link set v0 up; ip link del v0; done",
      ])
    let rounds = try repeating {
      let host = try HostReader(lab.namespace, name: "lab", role: .router).read()
      for link in host.links.value ?? [] { #expect(!link.name.isEmpty) }
      // A table may change under every attempt; nothing else is to be missing.
      for (file, reason) in host.reasons where !file.contains("tables") && !file.contains("nft") {
        #expect(reason.contains("changed during"), "\(file): \(reason)")
      }
    }
    print("read \(rounds) times while interfaces came and went")
    withExtendedLifetime(maker) {}
  }

  @Test func `goes on in a namespace that has lost its name and says so afterwards`() throws {
    var lab: Lab? = try Lab()
    let namespace = try #require(lab?.namespace)
    let reader = try namespace.perform { () throws(KernelError) in try RoutingReader() }
    lab = nil
    #expect(try reader.links().map(\.name) == ["lo"])
    #expect(throws: KernelError.noSuchNamespace(namespace)) {
      try HostReader(namespace, name: "lab", role: .router).read()
    }
  }

  @Test func `says that the process whose namespace is meant has ended`() throws {
    let lab = try Lab()
    var process: Background? = try Background(lab, ["sh", "-c", "echo ready; read line"])
    process?.wait(until: "ready")
    let pid = try #require(process?.pid)
    let inode = try Kernel.NetworkNamespace.process(pid).perform {
      FileStatus.inode(of: "/proc/thread-self/ns/net")
    }
    #expect(inode == FileStatus.inode(of: lab.inside.path))
    let entry = NetworkNamespaces.find().entries.first { $0.inode == inode }
    #expect(entry?.pid == pid)
    #expect(entry?.command == "sh")
    process = nil
    #expect(throws: KernelError.noSuchProcess(pid: pid)) {
      try HostReader(.process(pid), name: "gone", role: .router).read()
    }
  }

  @Test func `names what a privilege is needed for`() throws {
    let lab = try Lab()
    let namespace = lab.namespace
    var host: HostSnapshot?
    var refusal: KernelError?
    try OwnThread.run {
      #expect(cnn_drop_capabilities() == 0)
      host = try? HostReader(name: "here", role: .scraper).read()
      do throws(KernelError) {
        try namespace.perform { () throws(KernelError) in }
      } catch {
        refusal = error
      }
    }
    #expect(host?.routes.ipv4.value?.isEmpty == false)
    #expect(host?.ipsets.value == nil)
    #expect(host?.conntrack.value == nil)
    for file in ["ipset-save.txt", "conntrack.txt"] {
      let reason = host?.reasons["hosts/here/\(file)"]
      #expect(reason?.contains("CAP_NET_ADMIN") == true, "\(file): \(reason ?? "no reason")")
    }
    guard case .notPermitted(_, needs: .sysAdmin) = refusal else {
      Issue.record("\(String(describing: refusal))")
      return
    }
  }

  @Test func `reads a host that has IPv6 switched off`() throws {
    let lab = try Lab()
    try lab.ip(RouteTests.links)
    try lab.inside.run(["sysctl", "-w", "net.ipv6.conf.all.disable_ipv6=1"])
    let host = try HostReader(lab.namespace, name: "lab", role: .router).read()
    let tool = try [Route](
      parsingIPRoute: try lab.bytes("ip -j -d -6 route show table all"), family: .ipv6)
    #expect(host.routes.ipv6.value == tool)
    #expect(host.sysctls.value?.number("net.ipv6.conf.all.disable_ipv6") == 1)
  }

  @Test func `reads many namespaces`() throws {
    let started = ContinuousClock.now
    let count = Self.number("KERNEL_NAMESPACES", 100)
    var labs: [KernelLab.NetworkNamespace] = []
    for index in 0..<count { labs.append(try KernelLab.NetworkNamespace(name: "n\(index)")) }
    let made = ContinuousClock.now
    for lab in labs {
      var reader = HostReader(.path(lab.path), name: lab.name, role: .router)
      reader.findsOwners = false
      let host = try reader.read()
      #expect(host.links.value?.map(\.name) == ["lo"])
    }
    let reading = ContinuousClock.now - made
    print("\(count) namespaces: made in \(made - started), read in \(reading)")
    #expect(reading < .milliseconds(200 * count))
  }

  @Test func `keeps no descriptor and no memory over many rounds`() throws {
    let lab = try Lab()
    try lab.ip("link add b0 type bridge\naddr add 10.0.0.1/24 dev b0")
    try lab.inside.run(["ipset", "create", "a", "hash:ip"])
    let gone = Kernel.NetworkNamespace.path("/proc/self/status")
    let round = { (index: Int) in
      _ = try lab.read { () throws(KernelError) in try RoutingReader().rules(.ipv4) }
      #expect(throws: KernelError.self) { try gone.perform { 1 } }
      guard index % 100 == 0 else { return }
      var reader = HostReader(lab.namespace, name: "lab", role: .router)
      reader.findsOwners = false
      _ = try reader.read()
      _ = NetworkCounters.read()
    }
    for index in 0..<200 { try round(index) }
    let before = (Folder.names("/proc/self/fd").count, Self.residentBytes)
    let rounds = Self.number("KERNEL_ROUNDS", 1500)
    for index in 0..<rounds { try round(index) }
    let after = (Folder.names("/proc/self/fd").count, Self.residentBytes)
    print("descriptors \(before.0) → \(after.0), memory \(before.1 >> 20) → \(after.1 >> 20) MB")
    // Other tests run beside this one: a leak would be a descriptor and a buffer of
    // 128 KiB a round.
    #expect(after.0 < before.0 + 300)
    #expect(after.1 < before.1 + (200 << 20))
  }

  private static var residentBytes: Int {
    let pages = (TextFile.text("/proc/self/statm") ?? "").split(separator: " ")
    return (pages.count > 1 ? Int(pages[1]) ?? 0 : 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
  }
}
