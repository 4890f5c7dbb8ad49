import Foundation

@testable import Collecting

/// A real sshd on a free port of the loopback, with keys of its own, for the length of a test.
final class SSHServer {
  let port: Int
  let folder: String

  /// The client's configuration file: it knows the key and trusts the server.
  var configuration: String { "\(folder)/client" }

  init() throws {
    folder = FileManager.default.temporaryDirectory.path + "/ssh-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try? FileManager.default.createDirectory(atPath: "/run/sshd", withIntermediateDirectories: true)
    port = try Self.freePort()
    for name in ["host", "user"] {
      try Self.run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", "\(folder)/\(name)"])
    }
    try write(
      "server",
      """
      Port \(port)
      ListenAddress 127.0.0.1
      HostKey \(folder)/host
      AuthorizedKeysFile \(folder)/user.pub
      StrictModes no
      UsePAM no
      PidFile \(folder)/pid
      PermitRootLogin prohibit-password
      PasswordAuthentication no
      """)
    try write(
      "client",
      """
      Host *
        IdentityFile \(folder)/user
        IdentitiesOnly yes
        UserKnownHostsFile \(folder)/known
        StrictHostKeyChecking accept-new
        LogLevel ERROR
      """)
    try Self.run("/usr/sbin/sshd", ["-f", "\(folder)/server", "-E", "\(folder)/log"])
    try waitUntilItAnswers()
  }

  deinit {
    let pid = FileManager.default.contents(atPath: "\(folder)/pid")
    if let pid = pid.flatMap({ Int32(String(decoding: $0, as: UTF8.self).dropLast()) }) {
      kill(pid, SIGTERM)
    }
    try? FileManager.default.removeItem(atPath: folder)
  }

  private func write(_ name: String, _ text: String) throws {
    try Data((text + "\n").utf8).write(to: URL(filePath: "\(folder)/\(name)"))
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600], ofItemAtPath: "\(folder)/\(name)")
  }

  private func waitUntilItAnswers() throws {
    for _ in 0..<100 {
      let done: Void? = try? Self.run(
        "ssh",
        ["-F", configuration, "-o", "BatchMode=yes", "-p", "\(port)", "127.0.0.1", "true"])
      if done != nil { return }
      usleep(50_000)
    }
    throw Failure(words: "sshd does not answer on port \(port)")
  }

  struct Failure: Error { let words: String }

  private static func run(_ program: String, _ arguments: [String]) throws {
    let child = try ChildProcess.run([program] + arguments, seconds: 20)
    guard child.status == 0 else { throw Failure(words: "\(program): \(child.lastWords)") }
  }

  private static func freePort() throws -> Int {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let done = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, size) == 0 && getsockname(socket, $0, &size) == 0
      }
    }
    guard done else { throw Failure(words: "no free port") }
    return Int(UInt16(bigEndian: address.sin_port))
  }
}
