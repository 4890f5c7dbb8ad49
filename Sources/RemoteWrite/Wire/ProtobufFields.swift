/// Fields of protobuf messages (protobuf.dev, "Encoding"), appended to bytes.
///
/// Written by hand, where elsewhere a library does what is not the project's own: the labels of a
/// series are put into a message once and copied from then on, which generated code cannot do, as it
/// encodes every message from Swift strings, 18 of them for a sample of nine labels. A library would
/// also be the project's largest dependency (measured: 80 s of build for one that is built in 200 s)
/// for two messages of five kinds of fields. What is written here is held against `protoc --decode`
/// in the tests.
extension [UInt8] {
  /// A number; 0 is not written, as proto3 has it.
  mutating func append(field: UInt8, varint value: UInt64) {
    guard value != 0 else { return }
    append(field << 3)
    append(varint: value)
  }

  /// A floating-point number, told by its bits.
  mutating func append(field: UInt8, double value: Double) {
    guard value.bitPattern != 0 else { return }
    append(field << 3 | 1)
    append(fixed: value.bitPattern)
  }

  /// A string, bytes, or a message.
  mutating func append(field: UInt8, bytes: some Collection<UInt8>) {
    append(field << 3 | 2)
    append(text: bytes)
  }

  /// The bytes that a number takes.
  static func size(ofVarint value: UInt64) -> Int {
    value == 0 ? 1 : (70 - value.leadingZeroBitCount) / 7
  }
}
