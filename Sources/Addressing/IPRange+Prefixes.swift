extension IPRange {
  /// The fewest prefixes that together are this run, in ascending order.
  public var prefixes: [IPPrefix] {
    var result: [IPPrefix] = []
    var next: IPAddress? = first
    while let start = next, start <= last {
      var length = start.family.bitWidth
      while length > 0, let wider = IPPrefix(start, length: length - 1), !wider.hasHostBits,
        wider.last <= last
      {
        length -= 1
      }
      guard let prefix = IPPrefix(start, length: length) else { break }
      result.append(prefix)
      next = prefix.last.successor
    }
    return result
  }
}
