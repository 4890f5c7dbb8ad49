import Addressing
public import Observations

extension ProbeResult {
  /// The answer for machines: one object on one line.
  public var json: [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.key("target")
      writer.object { writer in
        writer.key("address")
        writer.address(target.address)
        writer.member("port", Int(target.port))
        writer.member("protocol", transport.rawValue)
      }
      writer.member("verdict", finding.sign == .answered ? "reachable" : "blocked")
      writer.key("finding")
      finding.write(to: &writer)
      writer.member("summary", headline)
      writer.key("meaning")
      writer.array(meaning) { $1.string($0) }
      writer.key("attempts")
      writer.array(attempts) { $0.write(to: &$1) }
      writer.key("hops")
      writer.array(hops) { hop, writer in
        writer.object { writer in
          writer.member("ttl", Int(hop.hopLimit))
          if let router = hop.router {
            writer.key("router")
            writer.address(router)
          }
          writer.key("attempt")
          hop.attempt.write(to: &writer)
        }
      }
      if let answerHopLimit { writer.member("answerTTL", Int(answerHopLimit)) }
      if let route {
        writer.key("route")
        route.write(to: &writer)
      }
      if let routeError { writer.member("routeError", routeError.name) }
      if let counters {
        writer.key("counters")
        counters.write(to: &writer)
      }
      if let application {
        writer.key("application")
        application.write(to: &writer)
      }
      writer.key("candidates")
      writer.array(candidates) { write($0, to: &$1) }
      writer.key("notExcluded")
      writer.array(notExcluded) { write($0, to: &$1) }
    }
    return writer.bytes
  }

  private func write(_ candidate: Candidate, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("id", candidate.cause)
      writer.member("because", candidate.because)
      writer.member("usual", !candidate.isRare)
      writer.member("decidedBy", command(for: candidate.decision))
    }
  }
}

extension ProbeFinding {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("sign", sign.rawValue)
      writer.member("place", place.rawValue)
      if let isTranslated { writer.member("translated", isTranslated) }
      if let sender {
        writer.key("sender")
        writer.address(sender)
      }
      if let message {
        writer.member("icmpType", Int(message.type))
        writer.member("icmpCode", Int(message.code))
      }
      if let nearest {
        writer.key("nearest")
        writer.address(nearest)
      }
      writer.member("clientSees", clientSees)
    }
  }
}

extension Attempt {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object { writer in
      if let source {
        writer.key("source")
        writer.address(source.address)
        writer.member("sourcePort", Int(source.port))
      }
      switch outcome {
      case .connected: writer.member("outcome", "connected")
      case .answered(let limit):
        writer.member("outcome", "answered")
        if let limit { writer.member("ttl", Int(limit)) }
      case .refusedAtOnce(let error):
        writer.member("outcome", "refused-at-once")
        writer.member("errno", error.name)
      case .failed(let error):
        writer.member("outcome", isReset ? "reset" : "failed")
        writer.member("errno", error.name)
      case .silent: writer.member("outcome", "silent")
      }
      writer.member("seconds", delay.seconds)
      writer.key("errorQueue")
      writer.array(reports) { $0.write(to: &$1) }
      if let tcp {
        writer.key("tcp")
        tcp.write(to: &writer)
      }
    }
  }
}

extension ErrorReport {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("errno", error.name)
      switch origin {
      case .local: writer.member("origin", "local")
      case .icmp(let message, let sender):
        writer.member("origin", message.family == .ipv4 ? "icmp" : "icmpv6")
        writer.member("type", Int(message.type))
        writer.member("code", Int(message.code))
        if let sender {
          writer.key("offender")
          writer.address(sender)
        }
      case .unknown(let number): writer.member("origin", "\(number)")
      }
      writer.member("seconds", delay.seconds)
    }
  }
}

extension TCPFacts {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("retransmits", retransmits)
      if let roundTrip { writer.member("roundTripSeconds", roundTrip.seconds) }
      writer.member("sendMSS", sendMSS)
      writer.member("advertisedMSS", advertisedMSS)
      writer.member("pathMTU", pathMTU)
    }
  }
}

extension RouteAnswer {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("interface", interface)
      if let gateway {
        writer.key("gateway")
        writer.address(gateway)
      }
      if let source {
        writer.key("source")
        writer.address(source)
      }
      if let prefix { writer.member("prefix", "\(prefix)") }
      if let table { writer.member("table", table) }
      writer.member("local", isLocal)
      writer.member("redirected", isRedirected)
      if let mtu { writer.member("mtu", mtu) }
      if let neighbour { writer.member("neighbour", neighbour.rawValue) }
    }
  }
}

extension CounterChange {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("sent", sent)
      if let transmitted { writer.member("transmitted", transmitted) }
      writer.member("resetsSent", resetsSent)
      writer.member("unreachablesReceived", unreachablesReceived)
      writer.member("redirectsReceived", redirectsReceived)
    }
  }
}
