import Addressing
import KernelLab
import Routing
import Testing

@testable import Kernel

@Suite struct SocketTests {
  /// Opens sockets of every sort and holds them until its input ends.
  static let sockets = """
    import socket, sys
    A, B = socket.AF_INET, socket.AF_INET6
    S, D = socket.SOCK_STREAM, socket.SOCK_DGRAM
    kept = []
    def wait(family, address, port, kind=S, only=None, dev=None, backlog=5):
        s = socket.socket(family, kind)
        if only is not None: s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, only)
        if dev: s.setsockopt(socket.SOL_SOCKET, 25, dev.encode())
        s.bind((address, port))
        if kind == S: s.listen(backlog)
        kept.append(s)
    for kind in (S, D):
        wait(A, '127.0.0.1', 80, kind); wait(A, '0.0.0.0', 81, kind); wait(B, '::', 82, kind, 0)
        wait(B, '::', 83, kind, 1); wait(B, '::1', 84, kind)
        wait(B, '::ffff:127.0.0.1', 85, kind, 0); wait(A, '0.0.0.0', 86, kind, dev='lo', backlog=77)
        wait(B, '::1', 87, kind, dev='lo')
    client = socket.create_connection(('127.0.0.1', 80))
    connected = socket.socket(A, D); connected.connect(('127.0.0.1', 9))
    loose = socket.socket(A, D); loose.sendto(b'x', ('127.0.0.1', 80))
    print('ready', flush=True)
    sys.stdin.readline()
    """

  @Test(arguments: [(TransportProtocol.tcp, "t"), (.udp, "u")])
  func `reads listening sockets as ss prints them`(
    transport: TransportProtocol, letter: String
  ) throws {
    let lab = try Lab()
    let holder = try Background(lab, ["python3", "-c", Self.sockets])
    holder.wait(until: "ready")
    #expect(holder.printed.contains("ready"))
    let native = try lab.read { () throws(KernelError) in
      try SocketReader().listeners(transport, owners: SocketOwners.find())
    }
    let printed = try lab.bytes("ss -H -\(letter)lnp")
    let tool = try [ListeningSocket](parsingSS: printed, transport: transport)
    #expect(tool.count >= 8)
    #expect(Set(native) == Set(tool))
    #expect(native.count == tool.count)
  }
}
