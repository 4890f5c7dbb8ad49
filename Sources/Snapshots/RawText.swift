/// A file of a snapshot for which there is no reader yet.
public struct RawText: Sendable, Hashable {
  /// The path within the snapshot.
  public var file: String
  /// What it holds.
  public var bytes: [UInt8]

  /// The bytes of `file`.
  public init(file: String, bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
  }
}
