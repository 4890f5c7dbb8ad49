import Addressing
import Firewall

extension HookContext {
  /// Settles NAT of one end by a rule's range, choosing an address and a port as the kernel does.
  mutating func translate(_ manipulation: Manipulation, to range: NATRange) {
    guard let connection, !connection.isDecided(manipulation) else { return }
    var chosen = TranslationRange()
    if let addresses = range.addresses {
      chosen.address = chooseAddress(from: addresses, connection.reply.inverse, range)
    }
    choosePort(manipulation, range, connection.reply.inverse, &chosen)
    self.connection?.translate(manipulation, to: chosen)
  }

  /// One address by hash of the source (`find_best_ips_proto`): which one, a snapshot cannot tell
  /// in advance for every kernel, so each is as likely.
  private mutating func chooseAddress(
    from range: IPRange, _ tuple: ConnectionTuple, _ nat: NATRange
  ) -> IPAddress {
    let count = range.last.low &- range.first.low
    guard range.last.high == range.first.high, count > 0 else { return range.first }
    guard count < 256 else { return range.first }
    let index = tape.choose(weights: Array(repeating: 1, count: Int(count) + 1))
    return IPAddress(
      family: range.first.family, high: range.first.high, low: range.first.low + UInt64(index))
  }

  private mutating func choosePort(
    _ manipulation: Manipulation, _ range: NATRange, _ tuple: ConnectionTuple,
    _ chosen: inout TranslationRange
  ) {
    guard tuple.transport.hasPorts else { return }
    let random = range.isRandom || range.isFullyRandom
    let current = manipulation == .source ? tuple.sourcePort : tuple.destinationPort
    guard let ports = range.ports else {
      chosen.portIsRandom = random && manipulation == .source
      return
    }
    if let base = range.basePort, manipulation == .destination {
      chosen.port = ports.first &+ (current &- base)
    } else if ports.first == ports.last {
      chosen.port = ports.first
    } else if ports.contains(current) && !random {
      chosen.port = current
    } else if manipulation == .source {
      chosen.port = ports.first
      chosen.portIsRandom = true
    } else {
      let count = Int(ports.last) - Int(ports.first) + 1
      let index = count <= 256 ? tape.choose(weights: Array(repeating: 1, count: count)) : 0
      chosen.port = ports.first + UInt16(index)
    }
  }
}
