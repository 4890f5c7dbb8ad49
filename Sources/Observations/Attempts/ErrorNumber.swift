import Glibc

/// An errno of a system call, by number and by name.
public struct ErrorNumber: RawRepresentable, Sendable, Hashable {
  public let rawValue: Int32

  /// The error `rawValue`.
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The names that `connect(2)`, `bind(2)` and `send(2)` can give.
  private static let names: [Int32: String] = [
    EPERM: "EPERM", ENOENT: "ENOENT", EINTR: "EINTR", EAGAIN: "EAGAIN", ENOMEM: "ENOMEM",
    EACCES: "EACCES", ENODEV: "ENODEV", EINVAL: "EINVAL", ENFILE: "ENFILE", EMFILE: "EMFILE",
    EMSGSIZE: "EMSGSIZE", EPROTO: "EPROTO", ENOPROTOOPT: "ENOPROTOOPT",
    EPROTONOSUPPORT: "EPROTONOSUPPORT", EOPNOTSUPP: "EOPNOTSUPP",
    EAFNOSUPPORT: "EAFNOSUPPORT", EADDRINUSE: "EADDRINUSE", EADDRNOTAVAIL: "EADDRNOTAVAIL",
    ENETDOWN: "ENETDOWN", ENETUNREACH: "ENETUNREACH", ENETRESET: "ENETRESET",
    ECONNABORTED: "ECONNABORTED", ECONNRESET: "ECONNRESET", ENOBUFS: "ENOBUFS",
    EISCONN: "EISCONN", ENOTCONN: "ENOTCONN", ETIMEDOUT: "ETIMEDOUT",
    ECONNREFUSED: "ECONNREFUSED", EHOSTDOWN: "EHOSTDOWN", EHOSTUNREACH: "EHOSTUNREACH",
    EALREADY: "EALREADY", EINPROGRESS: "EINPROGRESS", EREMOTEIO: "EREMOTEIO",
    EDQUOT: "EDQUOT", ENOKEY: "ENOKEY", ENONET: "ENONET", EKEYREJECTED: "EKEYREJECTED",
  ]

  /// The name in `<errno.h>`: `ECONNREFUSED`; the number where we know none.
  public var name: String { Self.names[rawValue] ?? "errno \(rawValue)" }

  /// The text Go, and so Prometheus, prints for it; nil for errors that a scrape does not meet.
  public var words: String? {
    switch rawValue {
    case ECONNREFUSED: "connection refused"
    case EHOSTUNREACH: "no route to host"
    case ENETUNREACH: "network is unreachable"
    case EACCES: "permission denied"
    case EPERM: "operation not permitted"
    case EINVAL: "invalid argument"
    case ENOPROTOOPT: "protocol not available"
    case EADDRNOTAVAIL: "cannot assign requested address"
    case EMFILE, ENFILE: "too many open files"
    case ECONNRESET: "connection reset by peer"
    case ETIMEDOUT: "connection timed out"
    case ENETDOWN: "network is down"
    case EPROTO: "protocol error"
    case ENOKEY: "required key not available"
    case _: nil
    }
  }
}

extension ErrorNumber: CustomStringConvertible {
  public var description: String { name }
}
