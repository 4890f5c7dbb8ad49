/// What the kernel holds of a match or target that no reader knows.
public struct KernelStructure: Sendable, Hashable {
  /// Which layout of the structure it is.
  public var revision: UInt8
  /// The structure itself.
  public var bytes: [UInt8]

  /// A structure of a revision.
  public init(revision: UInt8, bytes: [UInt8]) {
    self.revision = revision
    self.bytes = bytes
  }
}

extension KernelStructure: CustomStringConvertible {
  /// `[revision 1, 8 bytes: 0100000000000000]`: iptables has no words for it.
  public var description: String {
    let digits = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    return "[revision \(revision), \(bytes.count) bytes: \(digits)]"
  }
}
