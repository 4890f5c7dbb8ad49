import Addressing

/// Whose an address is, and which addresses an interface has: what every packet asks.
struct AddressBook: Sendable {
  private var places: [String: Int] = [:]
  private var owners: [IPAddress: Int] = [:]
  private var primaries: [String: [Primary]] = [:]
  private var withIPv4: Set<String> = []

  /// An IPv4 address that is not secondary.
  struct Primary: Sendable {
    let local: IPAddress
    let network: IPPrefix
    let scope: AddressScope
  }

  init(_ links: [Link]) {
    for (place, link) in links.enumerated() {
      if places[link.name] == nil { places[link.name] = place }
      for address in link.addresses {
        if owners[address.local] == nil { owners[address.local] = place }
        guard address.local.family == .ipv4 else { continue }
        withIPv4.insert(link.name)
        if !address.isSecondary, let network = address.network {
          primaries[link.name, default: []].append(
            Primary(local: address.local, network: network, scope: address.scope))
        }
      }
    }
  }

  /// The place of an interface among the links.
  func place(of name: String) -> Int? { places[name] }

  /// The place of the interface that holds an address as its own.
  func owner(of address: IPAddress) -> Int? { owners[address] }

  /// The primary IPv4 addresses of an interface, in the kernel's order.
  func primaries(of name: String) -> [Primary] { primaries[name] ?? [] }

  /// Whether an interface has an IPv4 address.
  func hasIPv4(_ name: String) -> Bool { withIPv4.contains(name) }
}
