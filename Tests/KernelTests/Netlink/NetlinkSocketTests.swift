import CNetfilter
import Glibc
import KernelLab
import Testing

@testable import Kernel

@Suite struct NetlinkSocketTests {
  @Test func `keeps the kernel's own words of a refusal`() throws {
    let socket = try NetlinkSocket(NETLINK_ROUTE)
    // IPv6 refuses RTM_F_LOOKUP_TABLE under a strict check, and says why.
    var header = rtmsg()
    header.rtm_family = UInt8(AF_INET6)
    header.rtm_dst_len = 128
    header.rtm_flags = UInt32(RTM_F_LOOKUP_TABLE)
    var request = NetlinkRequest("a route", type: UInt16(RTM_GETROUTE), header: header)
    request.put(RTA_DST.number, [UInt8](repeating: 0, count: 15) + [1])
    do {
      try socket.request(request)
      Issue.record("the kernel took a flag that it is known to refuse")
    } catch {
      guard case .refused("a route", EINVAL, let said?) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(said.contains("get route request"))
    }
  }

  @Test func `is ready for the next request after a reader gave up`() throws {
    let lab = try KernelLab.NetworkNamespace(name: "lab")
    try lab.run(
      ["ip", "-batch", "-"],
      input: (1...400).map { "link add b\($0) type bridge\n" }.joined(), milliseconds: 60_000)
    try Kernel.NetworkNamespace.path(lab.path).perform {
      let socket = try NetlinkSocket(NETLINK_ROUTE)
      let request = NetlinkRequest(
        "the links", type: UInt16(RTM_GETLINK), flags: NLM_F_DUMP, header: ifinfomsg())
      #expect(throws: KernelError.silent(subject: "me")) {
        try socket.dump(request, into: 0) { _, _ throws(KernelError) in
          throw .silent(subject: "me")
        }
      }
      let count = try socket.dump(request, into: 0) { count, _ throws(KernelError) in count += 1 }
      #expect(count == 401)
    }
  }

  @Test func `says that a protocol is not there`() {
    #expect(throws: KernelError.self) { try NetlinkSocket(31) }
  }

  @Test func `says that the kernel dropped messages`() throws {
    let lab = try Lab()
    try lab.ip("link add v0 type veth peer name v1\nlink set v0 up\naddr add 10.0.0.1/24 dev v0")
    let socket = try lab.read { () throws(KernelError) in
      let socket = try NetlinkSocket(NETLINK_ROUTE)
      socket.setReceiveBuffer(1)
      try socket.join(group: Int32(RTNLGRP_IPV4_ROUTE.rawValue), of: "routes")
      return socket
    }
    try lab.ip(
      (0..<500).map { "route add 10.1.\($0 >> 8).\($0 & 255) dev v0" }.joined(separator: "\n"))
    #expect(throws: KernelError.overrun(subject: "routes")) {
      while try socket.events(of: "routes", milliseconds: 500, { _ throws(KernelError) in }) {}
    }
  }
}
