import Testing

@testable import Collecting

@Suite struct RemoteMachineTests {
  @Test(
    arguments: [
      ("ssh://admin@node1", "admin", "node1", nil),
      ("ssh://admin@node1:2222", "admin", "node1", 2222),
      ("node1", nil, "node1", nil),
      ("root@192.168.1.101", "root", "192.168.1.101", nil),
      ("ssh://root@[fe80::1%eth0]:22", "root", "fe80::1%eth0", 22),
      ("fd00::1", nil, "fd00::1", nil),
    ] as [(String, String?, String, UInt16?)])
  func `reads a machine`(text: String, user: String?, host: String, port: UInt16?) throws {
    let machine = try RemoteMachine(parsing: text)
    #expect(machine.user == user)
    #expect(machine.host == host)
    #expect(machine.port == port)
  }

  @Test(arguments: [
    "", "ssh://", "ssh://@node1", "ssh://root@", "-oProxyCommand=id", "ssh://-oProxyCommand=id",
    "root@-v", "-l@node1", "http://node1", "ssh://node1/path", "node1;id", "node1 id", "$(id)",
    "node1\nid", "`id`", "node1:0", "node1:65536", "node1:x", "a'b", "ssh://root@node1:",
  ])
  func `refuses what ssh or a shell could take for something else`(text: String) {
    #expect(throws: CollectingError.self) { try RemoteMachine(parsing: text) }
  }

  @Test func `hands ssh one constant command and the host behind the end of options`() throws {
    let command = SSH().command(try RemoteMachine(parsing: "ssh://admin@node1:2222"))
    #expect(command.suffix(3) == ["--", "node1", "exec sh -s"])
    #expect(command.contains("BatchMode=yes"))
    let port = try #require(command.firstIndex(of: "-p"))
    #expect(command[port + 1] == "2222")
    let user = try #require(command.firstIndex(of: "-l"))
    #expect(command[user + 1] == "admin")
  }
}
