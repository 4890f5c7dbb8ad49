import Addressing
import Firewall
import Snapshots

extension HostReading {
  /// Reads the rules of every backend, and the sets.
  mutating func readFirewall() {
    read(\.legacy.ipv4) { () throws(KernelError) in try LegacyReader.read(.ipv4) }
    read(\.legacy.ipv6) { () throws(KernelError) in try LegacyReader.read(.ipv6) }
    read(\.nft.ipv4) { () throws(KernelError) in try CompatibleReader.read(.ipv4) }
    read(\.nft.ipv6) { () throws(KernelError) in try CompatibleReader.read(.ipv6) }
    read(\.ipsets) { () throws(KernelError) in try IPSetReader().sets() }
  }
}
