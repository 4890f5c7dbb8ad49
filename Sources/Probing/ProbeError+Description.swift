import Observations

extension ProbeError: CustomStringConvertible {
  /// What failed, on what, and what to do.
  public var description: String {
    switch self {
    case .system(let call, let subject, let error):
      "\(call) for \(subject) failed: \(error.words ?? error.name) (\(error.name))"
    case .echoNotPermitted:
      "this user may not send echo requests: run as root, or let the group with `sudo sysctl -w "
        + "net.ipv4.ping_group_range='0 2147483647'`"
    case .noSuchInterface(let name):
      "there is no interface '\(name)': `ip -br link` lists them"
    case .familiesDiffer(let source, let target):
      "the source \(source) and the target \(target) are of two address families"
    }
  }
}
