import Addressing
import Glibc
public import Observations

/// Why an attempt could not be made; how one ended is a result, not an error.
public enum ProbeError: Error, Sendable, Hashable {
  /// A system call failed: its name, what it was asked for, and errno.
  case system(call: String, subject: String, ErrorNumber)
  /// The user's group is not in `net.ipv4.ping_group_range`.
  case echoNotPermitted
  /// The interface does not exist.
  case noSuchInterface(String)
  /// The source address and the target are of two families.
  case familiesDiffer(source: String, target: String)

  init(_ failed: ProbeSocket.CallFailed, _ request: AttemptRequest) {
    if failed.call == "socket", request.transport == .icmp,
      failed.error == .accessDenied || failed.error == .notPermitted
    {
      self = .echoNotPermitted
    } else if failed.call == "SO_BINDTODEVICE", failed.error.rawValue == ENODEV {
      self = .noSuchInterface(request.interface ?? "")
    } else {
      self = .system(
        call: failed.call, subject: request.destination.description, failed.error)
    }
  }
}
