public import Addressing

/// `-j NETMAP`: translates a network one to one; ends the nat table.
public struct NetmapTarget: TargetExtension {
  public static let name = "NETMAP"
  /// `--to`: the bits of the mask are replaced.
  public var network = MaskedAddress(.zero(.ipv4), mask: .zero(.ipv4))

  /// The target without any option.
  public init() {}
}
