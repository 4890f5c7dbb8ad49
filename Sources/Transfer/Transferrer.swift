/// One request after the other, each waited for: for commands, and for threads of their own.
///
/// Its sockets belong to the network namespace of the thread that first uses it. Connections are
/// kept between requests.
public final class Transferrer {
  private let loop: TransferLoop

  /// A transferrer without connections.
  public init() throws(TransferError) { loop = try TransferLoop(idleConnections: 8) }

  /// Asks, and waits for the answer. With a receiver the body of a 2xx answer goes there as it
  /// comes. `until` is asked about once a second, and calls it off.
  public func perform(
    _ request: TransferRequest, receiving receiver: BodyReceiver? = nil,
    until: (() -> Bool)? = nil
  ) throws(TransferError) -> TransferResult {
    var result: TransferResult?
    let id = try loop.start(request, receiving: receiver) { result = $0 }
    while true {
      if let result { return result }
      loop.wait()
      if let until, until() { loop.cancel(id) }
    }
  }
}
