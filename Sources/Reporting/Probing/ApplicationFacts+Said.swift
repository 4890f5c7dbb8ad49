import Observations

extension ApplicationFacts {
  /// What the server said, for people.
  func lines(_ style: TextStyle) -> [String] {
    var lines = ["", style.paint("HTTP", .heading)]
    let answer =
      status.map { "status \($0) by HTTP/\(httpVersion ?? "?")" } ?? "no answer"
    lines += style.wrapped(
      "\(url): \(failure ?? answer)", first: "  ", colour: isWhole ? .good : .bad)
    lines += style.wrapped(times, first: "  ")
    if let location { lines += style.wrapped("it leads to \(location)", first: "  ") }
    if status != nil {
      lines += style.wrapped("Content-Type: \(contentType ?? "none")", first: "  ")
    }
    if !versions.isEmpty {
      let words = versions.map { "\($0.name) \($0.isSpoken ? "yes" : "no")" }
      lines += style.wrapped(words.joined(separator: ", "), first: "  ")
    }
    for (index, certificate) in certificates.enumerated() {
      lines += style.wrapped(
        "certificate \(index): \(certificate.subject), signed by \(certificate.issuer)", first: "  "
      )
      if index == 0, !certificate.names.isEmpty {
        lines += style.wrapped("for \(certificate.names.joined(separator: ", "))", first: "    ")
      }
      lines += style.wrapped(
        "valid from \(certificate.notBefore) to \(certificate.notAfter)", first: "    ")
    }
    if !causes.isEmpty {
      lines += style.wrapped(
        "what remains possible: \(causes.joined(separator: ", "))", first: "  ")
    }
    return lines
  }

  private var times: String {
    let ends: [(String, Double?)] = [
      ("connected", phases.connect), ("TLS", phases.tls), ("first byte", phases.firstByte),
      ("all", phases.total),
    ]
    return ends.compactMap { name, seconds in
      seconds.map { "\(name) after \(Duration.seconds($0).text)" }
    }.joined(separator: ", ")
  }

  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("url", url)
      if let status { writer.member("status", status) }
      if let httpVersion { writer.member("httpVersion", httpVersion) }
      if let contentType { writer.member("contentType", contentType) }
      if let location { writer.member("location", location) }
      if let failure { writer.member("failure", failure) }
      writer.key("seconds")
      writer.object { writer in
        if let connect = phases.connect { writer.member("connect", connect) }
        if let tls = phases.tls { writer.member("tls", tls) }
        if let firstByte = phases.firstByte { writer.member("firstByte", firstByte) }
        writer.member("total", phases.total)
      }
      writer.key("tlsVersions")
      writer.array(versions) { version, writer in
        writer.object { writer in
          writer.member("name", version.name)
          writer.member("spoken", version.isSpoken)
        }
      }
      writer.key("certificates")
      writer.array(certificates) { certificate, writer in
        writer.object { writer in
          writer.member("subject", certificate.subject)
          writer.member("issuer", certificate.issuer)
          writer.key("names")
          writer.array(certificate.names) { $1.string($0) }
          writer.member("notBefore", certificate.notBefore)
          writer.member("notAfter", certificate.notAfter)
        }
      }
      writer.key("causes")
      writer.array(causes) { $1.string($0) }
    }
  }
}
