import CPacketCapture

/// Why packets could not be captured.
public enum CaptureError: Error, Sendable, Hashable {
  /// The interface does not exist.
  case noSuchInterface(String)
  /// Capturing needs CAP_NET_RAW, and NFLOG CAP_NET_ADMIN.
  case notPermitted(interface: String)
  /// The filter is not one.
  case badFilter(expression: String, message: String)
  /// An interface that was captured is gone.
  case lost(interface: String, message: String)
  /// libpcap refused: what it was asked for, and its own words.
  case library(interface: String, message: String)

  init(code: Int32, interface: String, message: String) {
    switch code {
    case PCAP_ERROR_NO_SUCH_DEVICE: self = .noSuchInterface(interface)
    case PCAP_ERROR_PERM_DENIED, PCAP_ERROR_PROMISC_PERM_DENIED:
      self = .notPermitted(interface: interface)
    case _: self = .library(interface: interface, message: message)
    }
  }
}
