/// An interface name, or its beginning followed by `+`.
public struct InterfacePattern: Sendable, Hashable {
  /// The name without the `+`.
  public var name: String
  /// Whether every interface whose name begins so is meant.
  public var isPrefix: Bool

  /// Reads `eth0` or `cali+`.
  public init(_ text: String) {
    isPrefix = text.hasSuffix("+")
    name = isPrefix ? String(text.dropLast()) : text
  }

  /// Whether an interface of this name is meant.
  public func matches(_ interface: String) -> Bool {
    isPrefix ? interface.utf8.starts(with: name.utf8) : interface == name
  }
}

extension InterfacePattern: CustomStringConvertible {
  public var description: String { isPrefix ? name + "+" : name }
}
