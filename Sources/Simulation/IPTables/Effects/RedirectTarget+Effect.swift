import Addressing
import Firewall

/// `nf_nat_redirect.c`: the destination becomes this host itself: in OUTPUT the loopback address,
/// in PREROUTING the first address of the interface it came in by.
extension RedirectTarget: HostDependentTarget {
  func effect(on host: HostModel) -> any PacketEffect {
    let range = range
    return HostPreparedEffect { [unowned host] context in
      guard let address = host.redirectAddress(for: context.packet, at: context.hook) else {
        return .verdict(.drop)
      }
      var chosen = range
      chosen.addresses = IPRange(address)
      context.translate(.destination, to: chosen)
      return .verdict(.accept)
    }
  }
}
