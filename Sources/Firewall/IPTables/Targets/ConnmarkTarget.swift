/// `-j CONNMARK`: writes the mark of the connection, or copies it; the walk goes on.
public struct ConnmarkTarget: TargetExtension {
  public static let name = "CONNMARK"
  /// What is done.
  public var action = Action.set(MaskedValue(0))
  /// `--left-shift-mark` and `--right-shift-mark`: the result shifted by so many bits.
  public var shift: Shift?

  /// The target without any option.
  public init() {}
}

extension ConnmarkTarget {
  /// What is done.
  public enum Action: Sendable, Hashable {
    /// `ctmark = (ctmark & ~mask) ^ value`: `--set-xmark` and the options that mean it.
    case set(MaskedValue<UInt32>)
    /// `--save-mark`: `ctmark = (ctmark & ~ctMask) ^ (nfmark & nfMask)`.
    case save(nfMask: UInt32, ctMask: UInt32)
    /// `--restore-mark`: `nfmark = (nfmark & ~nfMask) ^ (ctmark & ctMask)`.
    case restore(nfMask: UInt32, ctMask: UInt32)
  }

  /// Bits to shift by.
  public enum Shift: Sendable, Hashable {
    case left(UInt8)
    case right(UInt8)
  }
}
