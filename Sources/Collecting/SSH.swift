import Glibc

/// How the ssh client is called.
public struct SSH: Sendable, Hashable {
  /// A configuration file instead of the user's own (ssh's `-F`).
  public var configuration: String?
  /// Seconds a login may take.
  public var connectTimeout: Int

  /// The client with its own configuration.
  public init(configuration: String? = nil, connectTimeout: Int = 10) {
    self.configuration = configuration
    self.connectTimeout = connectTimeout
  }

  /// The argument list that starts a shell on `machine` which reads its script from standard
  /// input. The remote command is this constant and nothing else.
  func command(_ machine: RemoteMachine) -> [String] {
    var words = ["ssh", "-T", "-o", "BatchMode=yes", "-o", "ConnectTimeout=\(connectTimeout)"]
    if let socket = Self.controlPath {
      // A second question within a minute takes the same connection.
      words += ["-o", "ControlMaster=auto", "-o", "ControlPath=\(socket)"]
      words += ["-o", "ControlPersist=60"]
    }
    if let configuration { words += ["-F", configuration] }
    if let port = machine.port { words += ["-p", "\(port)"] }
    if let user = machine.user { words += ["-l", user] }
    return words + ["--", machine.host, "exec sh -s"]
  }

  /// A socket's path in a folder that only this user can enter; nil where there is none.
  private static var controlPath: String? {
    let run = getenv("XDG_RUNTIME_DIR").map { String(cString: $0) } ?? "/run/user/\(getuid())"
    for parent in [run, "/tmp"] {
      let folder = "\(parent)/diagnose-\(getuid())"
      mkdir(folder, 0o700)
      var about = stat()
      if lstat(folder, &about) == 0, about.st_uid == getuid(), about.st_mode & 0o170777 == 0o040700
      {
        // The same address is another machine in another network namespace.
        var namespace = stat()
        guard stat("/proc/thread-self/ns/net", &namespace) == 0 else { return nil }
        return "\(folder)/\(namespace.st_ino)-%C"
      }
    }
    return nil
  }
}
