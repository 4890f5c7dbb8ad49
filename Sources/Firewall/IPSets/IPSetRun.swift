import Addressing

/// An address, a run of them or a network, as written in a member.
struct IPSetRun {
  /// The ends in the order of the text.
  let first: IPAddress
  let last: IPAddress
  /// The prefix length, where it was written as a network.
  private let length: Int?

  init(_ address: IPAddress) { (first, last, length) = (address, address, nil) }

  init(_ first: IPAddress, _ last: IPAddress) {
    (self.first, self.last, length) = (first, last, nil)
  }

  init(_ prefix: IPPrefix) {
    (first, last, length) = (prefix.network, prefix.last, prefix.length)
  }

  /// What `hash_*_uadt` stores: the first address cut to the mask, then every `steps`-th up to the
  /// last as it is. Look-ups are cut to the mask, so addresses with other bits are never found.
  func inHash(_ mask: IPAddress, _ steps: UInt64) -> IPRange {
    guard first != last else { return IPRange(first.masked(by: mask)) }
    var low = first.masked(by: mask)
    if let length { low = low.masked(by: IPAddress(maskOfLength: length, low.family)) }
    let high = length.flatMap { IPPrefix(low, length: $0)?.last } ?? last
    guard low > high else { return IPRange(low, high) ?? IPRange(low) }
    // Turned round after the cut: with steps, the walk then misses every network's beginning.
    return steps == 1 ? IPRange(high, low) ?? IPRange(low) : IPRange(high)
  }

  /// What `bitmap_ip_uadt` sets: the network of the lower end and of every further address one
  /// network's size apart.
  func inBitmap(_ mask: IPAddress) -> IPRange {
    let (low, high) = (min(first, last), max(first, last))
    let steps = (~mask.low & 0xffff_ffff) + 1
    let end = IPAddress(v4: UInt32(truncatingIfNeeded: high.low - (high.low - low.low) % steps))
    return IPRange(low.masked(by: mask), end.masked(by: mask)) ?? IPRange(low.masked(by: mask))
  }
}
