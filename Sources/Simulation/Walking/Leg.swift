import Addressing

/// Where one packet's way ended.
enum LegEnd {
  /// It reached the local stack of a host, past INPUT.
  case local(HostModel)
  /// It ended before.
  case stopped(Stop)
}

/// Why a packet's way ended before it reached anybody.
struct Stop {
  var disposition: Disposition
  var host: HostModel
  var cause: Cause
  var signal: Signal
  /// The link it came in by, for the error's source and for redirects.
  var inInterface: LinkIndex?
  var outInterface: LinkIndex?
  /// With what a rule refused it, whether or not that is told to the sender.
  var rejectedWith: String?
  /// What the cause's own text does not tell: why nobody can tell, or why nobody is told.
  var because: String?

  /// What ended it.
  enum Cause {
    case rule(RuleLocation)
    case fact(DecidedBy)
  }

  /// What the sender is told.
  enum Signal: Hashable {
    case silence
    case icmp(ICMPMessage)
    case tcpReset
    /// The sending host's own stack refuses: an errno by name.
    case errno(String)
  }

  /// What ended it, described.
  var decidedBy: DecidedBy {
    var decided =
      switch cause {
      case .rule(let location): location.decidedBy
      case .fact(let fact): fact
      }
    if decided.text != because { decided.because = because }
    return decided
  }
}
