import Firewall
import Snapshots

extension HostReading {
  /// Reads the rules of every backend, and the sets.
  mutating func readFirewall() {
    read(\.ipsets) { () throws(KernelError) in try IPSetReader().sets() }
  }
}
