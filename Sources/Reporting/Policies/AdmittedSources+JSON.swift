import Addressing
public import Cluster
import Documents
public import Policies

extension AdmittedSources {
  /// Every source of a pod's ports for machines: one object on one line.
  public static func json(_ all: [AdmittedSources], of pod: ObjectName) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("pod", pod.description)
      writer.key("admitted")
      writer.array(all) { entry, writer in entry.write(to: &writer) }
    }
    return writer.bytes
  }

  private func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("protocol", transport.description.uppercased())
      writer.key("ports")
      writer.array(ports) { range, writer in writer.string(range.words) }
      writer.member("isolated", isIsolated)
      writer.key("addresses")
      writer.array(addresses.prefixes) { prefix, writer in writer.string(prefix.description) }
      writer.key("namespaces")
      writer.array(namespaces) { name, writer in writer.string(name) }
      writer.key("pods")
      writer.array(pods) { name, writer in writer.string(name.description) }
      writer.key("deniedByOwnEgress")
      writer.array(deniedByEgress) { name, writer in writer.string(name.description) }
      if let node { writer.member("node", node) }
      writer.key("peers")
      writer.array(peers) { words, writer in writer.string(words) }
    }
  }
}

extension PortRange {
  /// `8082` or `1-79`.
  var words: String { first == last ? "\(first)" : "\(first)-\(last)" }
}
