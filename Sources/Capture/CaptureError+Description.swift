extension CaptureError: CustomStringConvertible {
  /// What failed, on what, and what to do.
  public var description: String {
    switch self {
    case .noSuchInterface(let name):
      "there is no interface '\(name)' to capture at: `ip -br link` lists them"
    case .notPermitted(let name):
      "capturing at \(name) needs CAP_NET_RAW: run it as root, or `sudo setcap cap_net_raw+ep` the tool"
    case .badFilter(let expression, let message):
      "the filter '\(expression)' is not one of pcap-filter(7): \(message)"
    case .lost(let name, let message): "the capture at \(name) ended: \(message)"
    case .library(let name, let message): "capturing at \(name) failed: \(message)"
    }
  }
}
