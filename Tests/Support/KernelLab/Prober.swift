public import Addressing
import Glibc

/// Sends flows through a lab and tells what became of each.
public final class Prober {
  private let lab: ThreeHosts
  private let observers: Observers
  private let services: Services

  /// Opens the observing sockets and the lab's services.
  ///
  /// Before the rules are loaded or after: sockets do not depend on them.
  public init(_ lab: ThreeHosts) throws(LabError) {
    self.lab = lab
    observers = try Observers(lab)
    services = try Services(lab)
  }

  /// What happens to each of `flows` when all are sent at once from the client.
  ///
  /// Returns when nothing has moved for `quiet` milliseconds; a veth pair hands a packet over
  /// within the sending call, so little is enough. At most 4096 flows; ports should differ, or
  /// their translations collide.
  public func observe(_ flows: [Flow], quiet: Int32 = 40) throws(LabError) -> [Observation] {
    var observations = [Observation](repeating: Observation(), count: flows.count)
    var probes: [Probe] = []
    for (number, flow) in flows.prefix(ProbePacket.limit).enumerated() {
      probes.append(try Probe(flow, number: number, from: lab.client))
    }
    while true {
      services.answer()
      observers.drain { host, packet in
        guard probes.indices.contains(packet.number) else { return }
        Self.note(packet, at: host, of: probes[packet.number], in: &observations[packet.number])
      }
      guard waitForMore(quiet) else { break }
    }
    for (number, probe) in probes.enumerated()
    where probe.refusal != 0 && observations[number].answer == .silence {
      observations[number].answer = .refusedLocally(probe.refusal)
    }
    return observations
  }

  private static func note(
    _ packet: ProbePacket, at host: String, of probe: Probe, in observation: inout Observation
  ) {
    if case .request = packet.meaning {
      guard !observation.deliveries.contains(where: { $0.host == host }) else { return }
      observation.deliveries.append(
        .init(host: host, source: packet.source, destination: packet.destination))
      return
    }
    guard host == "client" else { return }
    guard probe.owns(packet) else {
      observation.strays.append("\(packet.meaning) \(packet.source) → \(packet.destination)")
      return
    }
    guard observation.answer == .silence else { return }
    switch packet.meaning {
    case .request: return
    case .reply: observation.answer = .reply
    case .reset: observation.answer = .reset
    case .error(let type, let code, let from):
      observation.answer = .icmp(type: type, code: code, from: from)
    }
  }

  private func waitForMore(_ milliseconds: Int32) -> Bool {
    var waiting = (observers.descriptors + services.descriptors).map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    return poll(&waiting, nfds_t(waiting.count), milliseconds) > 0
  }
}
