import Addressing
import CProbe
import Glibc
import Observations

/// What the kernel says of the way to an address (`rtnetlink(7)`, RTM_GETROUTE and RTM_GETNEIGH).
struct RouteQuestion {
  private let family: IPFamily
  private let destination: IPAddress
  private let source: IPAddress?

  /// The answer, or the errno in its place.
  init(to destination: IPAddress, from source: IPAddress?) {
    family = destination.family
    self.destination = destination
    self.source = source
  }

  /// Asks.
  func ask() throws(ProbeSocket.CallFailed) -> RouteAnswer {
    let way = try route(matched: false)
    let match = try? route(matched: true)
    var name = [CChar](repeating: 0, count: 16)
    guard probe_interface_name(way.route.interface, &name) == 0 else {
      throw .init(call: "if_indextoname", error: ErrorNumber(rawValue: ENODEV))
    }
    let interface = String(
      decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let gateway = way.route.has_gateway == 1 ? IPAddress(bytes: way.gateway, family) : nil
    return RouteAnswer(
      interface: interface, gateway: gateway,
      prefix: match.flatMap {
        IPPrefix(IPAddress(bytes: $0.prefix, family), length: Int($0.route.prefix_length))
      },
      table: match.map { Int($0.route.table) },
      source: way.route.has_source == 1 ? IPAddress(bytes: way.source, family) : nil,
      isLocal: way.route.type == PROBE_ROUTE_LOCAL, isRedirected: way.route.is_redirected == 1,
      mtu: way.route.mtu > 0 ? Int(way.route.mtu) : nil,
      neighbour: state(of: gateway ?? destination, on: way.route.interface))
  }

  /// The kernel's answer with the addresses in it.
  private struct Answer {
    var route = probe_route()
    var gateway = [UInt8](repeating: 0, count: 16)
    var source = [UInt8](repeating: 0, count: 16)
    var prefix = [UInt8](repeating: 0, count: 16)
  }

  private func route(matched: Bool) throws(ProbeSocket.CallFailed) -> Answer {
    var answer = Answer()
    let result = probe_ask_route(
      family.socketFamily, destination.bytes, source == nil ? 0 : 1,
      source?.bytes ?? [UInt8](repeating: 0, count: 16), matched ? 1 : 0, &answer.route,
      &answer.gateway, &answer.source, &answer.prefix)
    guard result >= 0 else {
      throw .init(call: "RTM_GETROUTE", error: ErrorNumber(rawValue: -result))
    }
    return answer
  }

  /// The neighbour's state; nil where it has none, as on loopback.
  private func state(of address: IPAddress, on interface: Int32) -> NeighbourState? {
    let state = probe_neighbour(family.socketFamily, interface, address.bytes)
    return switch state {
    case -ENOENT: .absent
    case Int32(PROBE_INCOMPLETE): .incomplete
    case Int32(PROBE_REACHABLE): .reachable
    case Int32(PROBE_STALE): .stale
    case Int32(PROBE_DELAY): .delay
    case Int32(PROBE_PROBE): .probe
    case Int32(PROBE_FAILED): .failed
    case Int32(PROBE_NOARP): .noARP
    case Int32(PROBE_PERMANENT): .permanent
    case _: nil
    }
  }
}

/// The addresses this host has.
func ownAddresses() -> [IPAddress] {
  var addresses: [IPAddress] = []
  var bytes = [UInt8](repeating: 0, count: 16)
  var family: Int32 = 0
  while addresses.count < 4096, probe_own_address(Int32(addresses.count), &family, &bytes) == 1 {
    addresses.append(IPAddress(bytes: bytes, family == AF_INET ? .ipv4 : .ipv6))
  }
  return addresses
}
