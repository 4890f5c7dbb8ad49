import Snapshots

/// What the scraper sees of a failed attempt.
public struct Symptom: Sendable, Hashable {
  /// The errno by name, `timeout`, `connected`, or `unknown`.
  public var clientSees: String
  /// What Prometheus writes into `lastError`; nil where the attempt succeeds.
  public var prometheusText: String?
  /// Whether `probe/result.json` says that this was really seen; nil where nothing was observed of this target.
  public var observed: Bool?
  /// Whether it was seen just now, and not when the snapshot was taken.
  public var isLive = false
  /// What the probe saw, as written.
  public var observation: String?

  /// What an attempt that ends in `clientSees` looks like.
  public init(clientSees: String, observed: Bool? = nil, observation: String? = nil) {
    self.clientSees = clientSees
    self.observed = observed
    self.observation = observation
    prometheusText = Self.prometheusText(clientSees)
  }

  /// Go's words for the errors of `connect(2)` as Prometheus prints them.
  static func prometheusText(_ clientSees: String) -> String? {
    switch clientSees {
    case "ECONNREFUSED": "connect: connection refused"
    case "EHOSTUNREACH": "connect: no route to host"
    case "ENETUNREACH": "connect: network is unreachable"
    case "EACCES": "connect: permission denied"
    case "EPERM": "connect: operation not permitted"
    case "EINVAL": "connect: invalid argument"
    case "ENOPROTOOPT": "connect: protocol not available"
    case "EADDRNOTAVAIL": "connect: cannot assign requested address"
    case "timeout": "context deadline exceeded"
    case _: nil
    }
  }

  /// The symptom in a few words: `connection refused`.
  public var words: String {
    switch clientSees {
    case "timeout": "no answer until the timeout"
    case "connected": "connected"
    case "unknown": "not known"
    case _: prometheusText.map { String($0.dropFirst("connect: ".count)) } ?? clientSees
    }
  }

  /// The symptom that a line of `probe/result.json` stands for; nil where it says something else.
  public static func clientSees(observed text: String) -> String? {
    if text.hasPrefix("HTTP/") || text == "OK" || text.hasPrefix("OK ") { return "connected" }
    if text.hasPrefix("TimeoutError") { return "timeout" }
    let numbers = [
      "111": "ECONNREFUSED", "113": "EHOSTUNREACH", "101": "ENETUNREACH", "13": "EACCES",
      "22": "EINVAL", "1": "EPERM", "92": "ENOPROTOOPT", "99": "EADDRNOTAVAIL",
    ]
    let words = text.split(separator: " ")
    return words.count > 1 ? numbers[String(words[1])] : nil
  }
}

extension Observation {
  /// What the client saw, as ``Symptom`` spells it; nil where it is not told.
  var sees: String? {
    switch clientSees {
    case nil: Symptom.clientSees(observed: observed)
    case "OK": "connected"
    case "TIMEOUT": "timeout"
    case let name?: name
    }
  }
}
