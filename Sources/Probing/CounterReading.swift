import Glibc
import Observations

/// Counters of this network namespace that anybody may read, at one moment.
struct CounterReading {
  private var transmitted: Int?
  private var snmp: [String: Int] = [:]

  /// Reads them; `interface` is the one packets leave by.
  init(interface: String?) {
    transmitted = interface.flatMap { Self.transmitted(by: $0) }
    snmp = Self.pairs(Self.text("/proc/thread-self/net/snmp"))
  }

  /// What changed since `earlier`, while `sent` packets were handed to the kernel.
  func change(since earlier: CounterReading, sent: Int) -> CounterChange {
    func grown(_ key: String) -> Int { max(0, (snmp[key] ?? 0) - (earlier.snmp[key] ?? 0)) }
    return CounterChange(
      sent: sent,
      transmitted: transmitted.flatMap { now in earlier.transmitted.map { max(0, now - $0) } },
      resetsSent: grown("Tcp.OutRsts"), unreachablesReceived: grown("Icmp.InDestUnreachs"),
      redirectsReceived: grown("Icmp.InRedirects"))
  }

  /// `Name: KEYS` followed by `Name: VALUES`, as `/proc/net/snmp` has it.
  private static func pairs(_ text: String) -> [String: Int] {
    var values: [String: Int] = [:]
    let lines = text.split(separator: "\n").map { $0.split(separator: " ") }
    for (keys, numbers) in zip(lines, lines.dropFirst()) where keys.first == numbers.first {
      guard let group = keys.first?.dropLast() else { continue }
      for (key, number) in zip(keys, numbers).dropFirst() {
        values["\(group).\(key)"] = Int(number)
      }
    }
    return values
  }

  /// The tenth number of an interface's line: packets transmitted.
  private static func transmitted(by interface: String) -> Int? {
    for line in text("/proc/thread-self/net/dev").split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].drop(while: { $0 == " " }) == interface else { continue }
      let numbers = parts[1].split(separator: " ")
      return numbers.count > 9 ? Int(numbers[9]) : nil
    }
    return nil
  }

  private static func text(_ path: String) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return "" }
    defer { close(file) }
    var text: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(file, &chunk, chunk.count)
      guard count > 0 else { break }
      text += chunk[..<count]
    }
    return String(decoding: text, as: UTF8.self)
  }
}
