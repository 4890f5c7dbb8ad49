import Addressing
import Firewall

/// `nf_nat_masquerade.c`: the source becomes the address this host would use towards the next hop.
extension MasqueradeTarget: HostDependentTarget {
  func effect(on host: HostModel) -> any PacketEffect {
    let range = range
    return HostPreparedEffect { [unowned host] context in
      guard let address = host.masqueradeAddress(for: context) else {
        return .verdict(.drop)
      }
      var chosen = range
      chosen.addresses = IPRange(address)
      context.translate(.source, to: chosen)
      return .verdict(.accept)
    }
  }
}
