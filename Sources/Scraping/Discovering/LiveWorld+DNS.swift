import CResolver
public import Discovery
public import PrometheusConfiguration
import Relabelling

extension LiveWorld {
  /// Asks the name servers for the records of a `dns_sd_configs`. A name that does not exist is a
  /// group without targets.
  public func groups(of discovery: DNSDiscovery) throws(DiscoveryError) -> [DiscoveredGroup] {
    var groups: [DiscoveredGroup] = []
    for name in discovery.names {
      let records = try records(of: name, Self.type(discovery.type))
      let targets = records.map { Self.labels(of: $0, port: discovery.port) }
      groups.append(
        DiscoveredGroup(
          source: name, labels: [Label("__meta_dns_name", ByteString(name))], targets: targets))
    }
    return groups
  }

  private static func type(_ name: String) -> Int {
    switch name.uppercased() {
    case "A": CRESOLVER_A
    case "AAAA": CRESOLVER_AAAA
    case "MX": CRESOLVER_MX
    case "NS": CRESOLVER_NS
    case _: CRESOLVER_SRV
    }
  }

  private func records(of name: String, _ type: Int) throws(DiscoveryError) -> [DNSRecord] {
    var answer = [UInt8](repeating: 0, count: 65_536)
    let length = cresolver_search(
      name, Int32(type), nameServer?.address, Int32(nameServer?.port ?? 53), &answer, answer.count)
    guard length != 0 else { return [] }
    guard length > 0, let records = DNSRecord.records(in: Array(answer.prefix(Int(length)))) else {
      throw .server(
        source: "dns_sd_configs",
        reason: "could not resolve \(ByteString(name).goQuoted): "
          + "all servers responded with errors to at least one search domain")
    }
    return records
  }

  private static func labels(of record: DNSRecord, port: Int) -> [Label] {
    switch record {
    case .address(let address): [label("__address__", joined(address, port))]
    case .service(let target, let own):
      [
        label("__address__", joined(unrooted(target), own)),
        label("__meta_dns_srv_record_target", target),
        label("__meta_dns_srv_record_port", String(own)),
      ]
    case .mail(let target):
      [
        label("__address__", joined(unrooted(target), port)),
        label("__meta_dns_mx_record_target", target),
      ]
    case .nameServer(let target):
      [
        label("__address__", joined(unrooted(target), port)),
        label("__meta_dns_ns_record_target", target),
      ]
    }
  }

  private static func label(_ name: ByteString, _ value: String) -> Label {
    Label(name, ByteString(value))
  }

  /// Without the dot of the root.
  private static func unrooted(_ name: String) -> String {
    String(name.reversed().drop { $0 == "." }.reversed())
  }

  private static func joined(_ host: String, _ port: Int) -> String {
    host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
  }
}
