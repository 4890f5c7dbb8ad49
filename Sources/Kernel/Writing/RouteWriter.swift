import CNetfilter
import Glibc
import Routing

/// Changes the routes of the namespace that it was made in (rtnetlink(7)).
///
/// A batch is one datagram: the kernel works through it within the one call that sends it, where no
/// signal, SIGKILL included, comes in between. So a process that is killed leaves all or nothing.
public final class RouteWriter {
  private let socket: NetlinkSocket
  private let devices: Devices
  private let names: RoutingNames

  /// Opens a socket and looks at the interfaces.
  public init() throws(KernelError) {
    socket = try NetlinkSocket(NETLINK_ROUTE)
    devices = try Devices(socket)
    names = .shared
  }

  /// Makes the changes in order and returns those that the kernel refused; all others were made.
  ///
  /// Throws before anything is changed: for want of a privilege, or when a batch does not fit.
  public func apply(_ changes: [RouteChange]) throws(KernelError) -> [RouteRefusal] {
    guard !changes.isEmpty else { return [] }
    var requests: [NetlinkRequest] = []
    requests.reserveCapacity(changes.count)
    for change in changes { requests.append(try NetlinkRequest(change, devices, names)) }
    var refusals: [RouteRefusal] = []
    try socket.batch(requests, of: "\(changes.count) routes") { index, errno, said in
      refusals.append(RouteRefusal(change: changes[index], errno: errno, said: said))
    }
    if refusals.count == changes.count, refusals[0].errno == EPERM {
      throw .notPermitted(subject: "changing routes", needs: .netAdmin)
    }
    return refusals
  }

  /// Makes all changes, or none: what was made before a refusal is taken back. Returns the first
  /// refusal; nil where all were made.
  public func applyAll(_ changes: [RouteChange]) throws(KernelError) -> RouteRefusal? {
    let refusals = try apply(changes)
    guard let first = refusals.first else { return nil }
    let refused = Set(refusals.map(\.change))
    let made = changes.filter { !refused.contains($0) }
    _ = try apply(made.reversed().map(\.inverse))
    return first
  }
}
