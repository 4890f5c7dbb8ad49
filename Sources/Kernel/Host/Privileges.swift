import CNetfilter

/// What the calling process may do (capabilities(7)).
public enum Privileges {
  /// Whether it has `CAP_NET_ADMIN` in effect; true where nobody can tell.
  public static var canChangeNetworks: Bool {
    guard let status = TextFile.text("/proc/thread-self/status") else { return true }
    for line in status.split(separator: "\n") where line.hasPrefix("CapEff:") {
      guard let text = line.split(separator: "\t").last, let bits = UInt64(text, radix: 16) else {
        return true
      }
      return bits >> UInt64(CAP_NET_ADMIN) & 1 != 0
    }
    return true
  }
}

extension NetworkNamespace {
  /// The number of its file in nsfs, by which it is told from all others on this machine.
  public var inode: UInt64? { FileStatus.inode(of: file ?? "/proc/thread-self/ns/net") }
}

/// The SSH session that this process belongs to.
public enum SSHSession {
  /// The value of `SSH_CONNECTION` of this process or of the nearest process above it that has one:
  /// sudo and su take it out of the environment.
  public static var connection: String? {
    var pid = "self"
    for _ in 0..<64 {
      if let found = value("SSH_CONNECTION", of: pid) { return found }
      guard let parent = parent(of: pid), parent != "0", parent != pid else { return nil }
      pid = parent
    }
    return nil
  }

  private static func value(_ name: String, of pid: String) -> String? {
    guard let bytes = try? TextFile.read("/proc/\(pid)/environ") else { return nil }
    for entry in bytes.split(separator: 0) {
      let text = String(decoding: entry, as: UTF8.self)
      if text.hasPrefix("\(name)=") { return String(text.dropFirst(name.count + 1)) }
    }
    return nil
  }

  private static func parent(of pid: String) -> String? {
    TextFile.text("/proc/\(pid)/status")?.split(separator: "\n").first { $0.hasPrefix("PPid:") }
      .flatMap { $0.split(separator: "\t").last.map(String.init) }
  }
}
