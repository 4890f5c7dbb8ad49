import CCurl

/// Names one transfer of a loop.
public struct TransferID: Sendable, Hashable {
  let number: UInt64
}

/// Whether a receiver wants more of a body.
public enum BodyVerdict: Sendable, Hashable {
  case more
  /// Ends the transfer, which then counts as whole.
  case enough
}

/// Takes the body of a 2xx answer piece by piece, unpacked; other bodies are collected.
///
/// Called by the loop while it waits. It may not start a transfer.
public typealias BodyReceiver = (_ head: HTTPResponse, _ bytes: [UInt8]) -> BodyVerdict

/// Many transfers at once on the thread that waits: libcurl's multi interface over epoll.
///
/// A loop belongs to one thread, and its sockets to that thread's network namespace. Connections
/// are kept for further requests to the same place.
public final class TransferLoop {
  private let multi: MultiHandle
  private var transfers: [UInt: ActiveTransfer] = [:]
  private var keys: [TransferID: UInt] = [:]
  private var count: UInt64 = 0

  /// A loop that keeps at most so many idle connections, and has at most so many to one host at
  /// once (0 for any number).
  public init(idleConnections: Int = 64, perHost: Int = 0) throws(TransferError) {
    multi = try MultiHandle()
    multi.set(CURLMOPT_MAXCONNECTS, idleConnections)
    multi.set(CURLMOPT_MAX_HOST_CONNECTIONS, perHost)
  }

  deinit {
    // libcurl wants every handle taken out before the loop goes.
    for transfer in transfers.values { multi.remove(transfer.easy) }
    transfers = [:]
  }

  /// Keeps at most so many idle connections from now on.
  public func keep(idleConnections: Int) { multi.set(CURLMOPT_MAXCONNECTS, idleConnections) }

  /// Whether no transfer is under way.
  public var isIdle: Bool { transfers.isEmpty }

  /// What other threads may call off this loop's transfers with.
  public var canceller: TransferCanceller { TransferCanceller(alarm: multi.events.alarm) }

  /// Begins a transfer; `completion` is called by ``wait(atMost:)``, once.
  @discardableResult
  public func start(
    _ request: TransferRequest, receiving receiver: BodyReceiver? = nil,
    completion: @escaping (TransferResult) -> Void
  ) throws(TransferError) -> TransferID {
    count += 1
    let id = TransferID(number: count)
    let transfer = try ActiveTransfer(
      request, id: id, receiver: receiver, completion: completion)
    transfers[transfer.easy.key] = transfer
    keys[id] = transfer.easy.key
    multi.add(transfer.easy)
    return id
  }

  /// Calls off a transfer; its completion is called at once. Not to be called by a receiver.
  public func cancel(_ id: TransferID) {
    guard let key = keys[id], let transfer = transfers[key] else { return }
    finish(transfer, transfer.cancelled())
  }

  /// Waits until something happens, for at most `limit`, and calls the completions of what ended.
  public func wait(atMost limit: Duration = .seconds(1)) {
    multi.turn(atMost: Int32(min(limit.milliseconds, 1000)))
    for id in multi.events.alarm.takeCancelled() { cancel(id) }
    for (key, code) in multi.ended() {
      guard let transfer = transfers[key] else { continue }
      if let result = transfer.end(code) {
        finish(transfer, result)
      } else {
        multi.remove(transfer.easy)
        multi.add(transfer.easy)
      }
    }
  }

  /// Waits until nothing is under way.
  public func run() {
    while !isIdle { wait() }
  }

  private func finish(_ transfer: ActiveTransfer, _ result: TransferResult) {
    multi.remove(transfer.easy)
    transfers[transfer.easy.key] = nil
    keys[transfer.id] = nil
    transfer.completion(result)
  }
}

/// Calls off a loop's transfers from any thread.
public struct TransferCanceller: Sendable {
  let alarm: Alarm

  /// Calls off a transfer; the loop tells it `cancelled` as soon as it wakes, which is now.
  public func cancel(_ id: TransferID) { alarm.cancel(id) }

  /// Wakes the loop.
  public func wake() { alarm.ring() }
}
