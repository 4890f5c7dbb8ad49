import Glibc

extension SecretSource {
  /// The secret; of a file without white space around it.
  func read(as what: SecretPurpose) throws(ScrapeFailure) -> String {
    switch self {
    case .text(let text): return text
    case .file(let path):
      guard let bytes = Self.contents(of: path) else {
        throw .secret(what, path: path, reason: Self.words(errno))
      }
      let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
      let trimmed = bytes.drop(while: isSpace).reversed().drop(while: isSpace).reversed()
      return String(decoding: Array(trimmed), as: UTF8.self)
    }
  }

  static func contents(of path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var room = [UInt8](repeating: 0, count: 4096)
    while bytes.count < 1 << 20 {
      let count = Glibc.read(descriptor, &room, room.count)
      guard count >= 0 else { return nil }
      if count == 0 { break }
      bytes += room[..<count]
    }
    return bytes
  }

  private static func words(_ errno: Int32) -> String {
    switch errno {
    case ENOENT: "no such file or directory"
    case EACCES: "permission denied"
    case EISDIR: "is a directory"
    case _: "errno \(errno)"
    }
  }
}

/// What a secret is read for: Prometheus' sentences differ.
public enum SecretPurpose: String, Sendable, Hashable {
  case credentials = "authorization credentials"
  case username = "basic auth username"
  case password = "basic auth password"
  case header = "HTTP header value"
  case clientSecret = "oauth2 client secret"
}
