import Foundation
import Glibc
import Synchronization
import Transfer

/// Follows a resource for as long as somebody wants: lists, watches with bookmarks, lists again
/// where the server has forgotten, waits longer and longer while it does not answer.
///
/// Blocks the thread that runs it; ``stop()`` may be called from any other.
public final class ResourceWatch: Sendable {
  /// What is watched.
  public let resource: APIResource
  /// Only there; nil for all namespaces.
  public let namespace: String?
  /// The pauses between attempts.
  public let backoff: Backoff
  /// How long the server keeps one watch open; then it is asked again where it was.
  public let seconds: Int
  private let isStopped = Mutex(false)

  /// A watch that has not begun.
  public init(
    _ resource: APIResource, namespace: String? = nil, backoff: Backoff = Backoff(),
    seconds: Int = 290
  ) {
    (self.resource, self.namespace) = (resource, namespace)
    (self.backoff, self.seconds) = (backoff, seconds)
  }

  /// Ends it within about a second.
  public func stop() { isStopped.withLock { $0 = true } }

  private var wantsStop: Bool { isStopped.withLock { $0 } }

  /// Runs until `take` or ``stop()`` ends it. Throws what does not pass by itself: a refusal,
  /// credentials that are not taken, a certificate that is not trusted.
  public func run(
    on api: KubernetesAPI, _ take: @escaping (WatchEvent) -> WatchVerdict
  ) throws(ClusterAccessError) {
    let flow = Flow(take)
    var wait = backoff
    var version: String?
    var refusals = 0
    while !flow.isEnded, !wantsStop {
      let begun = ContinuousClock.now
      do throws(ClusterAccessError) {
        if let known = version {
          version = try watch(api, from: known, flow)
        } else {
          let list = try api.list(resource, namespace: namespace)
          version = list.resourceVersion
          flow.tell(.listed(list))
        }
        refusals = 0
        // A server that ends every watch at once is not asked without a pause.
        if ContinuousClock.now - begun > .seconds(1) || flow.takeProgress() {
          wait.reset()
        } else {
          pause(wait.next())
        }
      } catch {
        if case .cancelled = error { return }
        // What came before the connection ended has been told, and counts.
        if let reached = flow.reached { version = reached }
        if case .status(_, _, 410, _) = error { version = nil; continue }
        // A server that has just started refuses everybody until it has read its roles.
        let mayPass = error.isRefusal && flow.hasWatched && refusals < Self.refusalsBorne
        refusals += error.isRefusal ? 1 : 0
        let own = mayPass ? wait.next() : error.watchPause(&wait)
        guard let length = own.map({ max($0, api.askedPause ?? .zero) }) else { throw error }
        flow.tell(.interrupted(error, pause: length))
        if !flow.isEnded { pause(length) }
      }
    }
  }

  /// How often in a row a watch that once went well is refused before that is believed.
  private static let refusalsBorne = 5

  /// Watches once; how far it came, nil where the server has forgotten.
  private func watch(
    _ api: KubernetesAPI, from version: String, _ flow: Flow
  ) throws(ClusterAccessError) -> String? {
    flow.decoder = WatchDecoder(from: version)
    var request = APIRequest(
      path: resource.path(namespace: namespace)
        + "?watch=1&allowWatchBookmarks=true&timeoutSeconds=\(seconds)"
        + "&resourceVersion=\(PercentEncoding.query(version))")
    request.access = ("watch", resource.name, resource.group, namespace)
    request.timeouts = TransferTimeouts(
      connect: api.timeouts.connect, total: .seconds(seconds + 30))
    request.receiver = { _, bytes in flow.take(bytes) ? .more : .enough }
    request.until = { [self] in wantsStop }
    _ = try api.send(request)
    flow.hasWatched = true
    if let failure = flow.decoder?.failure {
      throw .status(
        server: api.connection.server, path: request.path, code: failure.code,
        message: failure.message)
    }
    return flow.decoder?.resourceVersion
  }

  private func pause(_ length: Duration) {
    let end = ContinuousClock.now + length
    while ContinuousClock.now < end, !wantsStop {
      usleep(UInt32(max(1, min(100, (end - .now).milliseconds)) * 1000))
    }
  }

  /// The way of events from the wire to the one who asked.
  private final class Flow {
    private let receive: (WatchEvent) -> WatchVerdict
    private(set) var isEnded = false
    private var progressed = false
    var decoder: WatchDecoder?
    /// Whether a watch was ever let through.
    var hasWatched = false

    init(_ receive: @escaping (WatchEvent) -> WatchVerdict) { self.receive = receive }

    /// How far the last watch came.
    var reached: String? { decoder?.resourceVersion }

    func tell(_ event: WatchEvent) {
      guard !isEnded else { return }
      if receive(event) == .stop { isEnded = true }
    }

    func take(_ bytes: [UInt8]) -> Bool {
      for event in decoder?.events(bytes) ?? [] {
        (progressed, hasWatched) = (true, true)
        tell(event)
      }
      return !isEnded && decoder?.failure == nil && decoder?.resourceVersion != nil
    }

    func takeProgress() -> Bool {
      defer { progressed = false }
      return progressed
    }
  }
}

extension ClusterAccessError {
  /// Whether the server answered that it does not want to.
  fileprivate var isRefusal: Bool {
    switch self {
    case .refused, .unauthorized: true
    case .noKubeconfig, .noSuchKubeconfig, .kubeconfig, .noSuchEntry, .noContext, .file, .plugin,
      .request, .connection, .status, .notAnAPIServer, .listExpired, .cancelled:
      false
    }
  }

  /// How long a watch waits after this; nil where waiting does not help. A server that is slow or
  /// restarts is waited for.
  fileprivate func watchPause(_ backoff: inout Backoff) -> Duration? {
    switch self {
    case .connection(_, let failure, _):
      switch failure {
      case .timeout, .resolve, .proxy: return backoff.next()
      case _: return failure.mayPass ? backoff.next() : nil
      }
    case .status(_, _, let code, _):
      return code == 429 || code >= 500 || code == 0 ? backoff.next() : nil
    case .listExpired, .notAnAPIServer: return backoff.next()
    case .noKubeconfig, .noSuchKubeconfig, .kubeconfig, .noSuchEntry, .noContext, .file, .plugin,
      .request, .unauthorized, .refused, .cancelled:
      return nil
    }
  }
}
