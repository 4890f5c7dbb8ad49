import Glibc
import Transfer

/// What Go's `crypto/tls` and `crypto/x509` say.
extension TransferWords {
  func tls(_ kind: TLSFailure, _ reason: String) -> String {
    switch kind {
    case .unknownAuthority: refused("certificate signed by unknown authority")
    case .wrongName: refused(wrongName)
    case .expired, .notYetValid: refused("certificate has expired or is not yet valid: \(when)")
    case .refusedCertificate:
      refused(
        reason.contains("purpose")
          ? "certificate specifies an incompatible key usage" : reason)
    case .ownIdentity: "unable to use specified client cert and key: \(reason)"
    case .authorities: "unable to use specified CA cert: \(reason)"
    case .clientCertificate, .handshake: alert(reason)
    }
  }

  private func refused(_ reason: String) -> String {
    "tls: failed to verify certificate: x509: \(reason)"
  }

  private var wrongName: String {
    let host = facts.host
    let addresses = names("IP Address:")
    let domains = names("DNS:")
    if host.isAddress {
      if addresses.isEmpty {
        return "cannot validate certificate for \(host) because it doesn't contain any IP SANs"
      }
      return "certificate is valid for \(addresses.joined(separator: ", ")), not \(host)"
    }
    if domains.isEmpty, addresses.isEmpty, facts.commonName.lowercased() == host.lowercased() {
      return "certificate relies on legacy Common Name field, use SANs instead"
    }
    if domains.isEmpty {
      return "certificate is not valid for any names, but wanted to match \(host)"
    }
    return "certificate is valid for \(domains.joined(separator: ", ")), not \(host)"
  }

  private func names(_ kind: String) -> [String] {
    facts.names.filter { $0.hasPrefix(kind) }.map { String($0.dropFirst(kind.count)) }
  }

  private var when: String {
    let now = Instant(seconds: facts.now)
    if let until = facts.validUntil, facts.now > until {
      return "current time \(now) is after \(Instant(seconds: until))"
    }
    guard let from = facts.validFrom else { return "current time \(now)" }
    return "current time \(now) is before \(Instant(seconds: from))"
  }

  /// OpenSSL's words for what Go says with others.
  private func alert(_ reason: String) -> String {
    let words: [(openSSL: String, go: String)] = [
      ("wrong version number", "tls: first record does not look like a TLS handshake"),
      ("packet length too long", "tls: first record does not look like a TLS handshake"),
      ("http request", "tls: first record does not look like a TLS handshake"),
      ("certificate required", "remote error: tls: certificate required"),
      ("alert bad certificate", "remote error: tls: bad certificate"),
      ("alert unknown ca", "remote error: tls: unknown certificate authority"),
      ("alert certificate unknown", "remote error: tls: unknown certificate"),
      ("alert certificate expired", "remote error: tls: expired certificate"),
      ("alert protocol version", "remote error: tls: protocol version not supported"),
      ("unsupported protocol", "tls: server selected unsupported protocol version 301"),
      ("alert handshake failure", "remote error: tls: handshake failure"),
      ("alert unrecognized name", "remote error: tls: unrecognized name"),
      ("alert internal error", "remote error: tls: internal error"),
      ("unexpected eof", "EOF"), ("SSL_ERROR_SYSCALL", "EOF"),
      ("Connection reset", reset("read", ECONNRESET)),
    ]
    return words.first { reason.contains($0.openSSL) }?.go ?? reason
  }
}

/// A moment in UTC, printed as RFC 3339.
struct Instant: CustomStringConvertible {
  let seconds: Int

  /// `2026-11-21T20:00:00Z`.
  var description: String {
    let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    let rest = seconds - days * 86_400
    let date = Self.date(days)
    return "\(date.year)-\(pad(date.month))-\(pad(date.day))T"
      + "\(pad(rest / 3600)):\(pad(rest / 60 % 60)):\(pad(rest % 60))Z"
  }

  private func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// The date of a day since 1970 (Howard Hinnant, chrono-compatible date algorithms).
  private static func date(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let ofEra = shifted - era * 146_097
    let year = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * year + year / 4 - year / 100)
    let month = (5 * ofYear + 2) / 153
    let day = ofYear - (153 * month + 2) / 5 + 1
    return (year + era * 400 + (month < 10 ? 0 : 1), month < 10 ? month + 3 : month - 9, day)
  }
}

extension String {
  /// Whether it is an address rather than a name.
  var isAddress: Bool {
    utf8.contains(UInt8(ascii: ":"))
      || (!isEmpty && utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E })
  }
}
