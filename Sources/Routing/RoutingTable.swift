/// Which routing table a route stands in or a rule looks into.
///
/// `ip` prints the names of `/etc/iproute2/rt_tables`; of these the kernel itself knows three.
public enum RoutingTable: Sendable, Hashable {
  /// A table by its number.
  case number(UInt32)
  /// A table by a name that only the recording host can turn into a number.
  case named(String)

  /// Addresses of the host itself and broadcasts, written by the kernel.
  public static let local = RoutingTable.number(255)
  /// The table that `ip route` shows and changes unless told otherwise.
  public static let main = RoutingTable.number(254)
  /// An empty table that is asked last.
  public static let `default` = RoutingTable.number(253)
}

extension RoutingTable: CustomStringConvertible {
  /// Reads what `ip` prints and accepts: `main`, `100`, `0x64`, or another name.
  public init(parsing text: String) {
    switch text {
    case "local": self = .local
    case "main": self = .main
    case "default": self = .default
    case "unspec": self = .number(0)
    case _: self = UInt32(routing: text).map(RoutingTable.number) ?? .named(text)
    }
  }

  /// The name or the number, as `ip` prints it.
  public var description: String {
    switch self {
    case .local: "local"
    case .main: "main"
    case .default: "default"
    case .number(0): "unspec"
    case .number(let number): String(number)
    case .named(let name): name
    }
  }
}

extension UInt32 {
  /// A decimal or `0x` hexadecimal number, as `ip` prints marks and tables.
  init?(routing text: some StringProtocol) {
    if text.hasPrefix("0x") {
      self.init(text.dropFirst(2), radix: 16)
    } else {
      self.init(text, radix: 10)
    }
  }
}
