public import Addressing

/// A run of destinations that a host treats alike.
public struct RouteCoverage: Sendable, Hashable {
  /// The destinations.
  public let range: IPRange
  /// What the host does with packets it sends there.
  public let decision: RouteDecision
}

extension NetworkStack {
  /// What this host does with packets it sends to each part of `prefix`, in ascending order; parts
  /// that are treated alike are one. O(r log r) in the routes that lie within.
  public func coverage(of prefix: IPPrefix) -> [RouteCoverage] {
    var result: [RouteCoverage] = []
    let starts = boundaries(within: prefix)
    for (index, start) in starts.enumerated() {
      let last = index + 1 < starts.count ? starts[index + 1].predecessor : prefix.last
      guard let last, let range = IPRange(start, last) else { continue }
      let decision = output(RouteQuery(to: start))
      if let before = result.last, before.decision == decision,
        let joined = IPRange(before.range.first, last)
      {
        result[result.count - 1] = RouteCoverage(range: joined, decision: decision)
      } else {
        result.append(RouteCoverage(range: range, decision: decision))
      }
    }
    return result
  }

  /// Where within `prefix` another route can begin to count.
  private func boundaries(within prefix: IPPrefix) -> [IPAddress] {
    let routes = (prefix.family == .ipv4 ? parts.ipv4Routes : parts.ipv6Routes) ?? []
    var starts: Set<IPAddress> = [prefix.network]
    for route in routes where prefix.contains(route.destination) {
      starts.insert(route.destination.network)
      if let after = route.destination.last.successor, prefix.contains(after) {
        starts.insert(after)
      }
    }
    return starts.sorted()
  }
}
