import Addressing

/// The neighbours of a host by address and interface.
struct NeighbourTable: Sendable {
  private struct Key: Hashable {
    let address: IPAddress
    let dev: String
  }
  private var entries: [Key: Neighbour] = [:]

  init(_ neighbours: [Neighbour]) {
    for neighbour in neighbours where !neighbour.isProxy {
      entries[Key(address: neighbour.address, dev: neighbour.dev)] = neighbour
    }
  }

  subscript(address: IPAddress, dev: String) -> Neighbour? {
    entries[Key(address: address, dev: dev)]
  }

  /// Whether the kernel asked for it in vain (`rt6_check_neigh()`).
  func hasFailed(_ address: IPAddress, on dev: String) -> Bool {
    self[address, dev]?.state == .failed
  }
}
