/// The names that `/etc/iproute2/rt_dsfield` gives to the type of service byte.
enum TypeOfService {
  private static let names: [(String, UInt8)] = [
    ("default", 0x00), ("lowdelay", 0x10), ("throughput", 0x08), ("reliability", 0x04),
    ("mincost", 0x02), ("AF11", 0x28), ("AF12", 0x30), ("AF13", 0x38), ("AF21", 0x48),
    ("AF22", 0x50), ("AF23", 0x58), ("AF31", 0x68), ("AF32", 0x70), ("AF33", 0x78),
    ("AF41", 0x88), ("AF42", 0x90), ("AF43", 0x98), ("CS1", 0x20), ("CS2", 0x40),
    ("CS3", 0x60), ("CS4", 0x80), ("CS5", 0xa0), ("CS6", 0xc0), ("CS7", 0xe0), ("EF", 0xb8),
  ]

  /// Reads a name or a number as `ip` prints it.
  static func parse(_ text: String) -> UInt8? {
    if let entry = names.first(where: { $0.0 == text }) { return entry.1 }
    return UInt32(routing: text).flatMap { UInt8(exactly: $0) }
  }

  /// The number, as `ip` without a names file prints it.
  static func text(_ value: UInt8) -> String {
    "0x" + (value < 16 ? "0" : "") + String(value, radix: 16)
  }
}
